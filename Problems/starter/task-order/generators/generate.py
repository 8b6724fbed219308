import random
mode, seed = input().split()
r = random.Random(int(seed))
if mode == "small":
    n = r.randint(1, 6)
    p = list(range(1, n + 1))
    r.shuffle(p)
    e = []
    for _ in range(r.randint(0, 7)):
        a, b = sorted(r.sample(range(n), 2)) if n > 1 else (0, 0)
        if n > 1:
            e.append((p[a], p[b]))
    if r.random() < 0.25 and e:
        e.append((e[0][1], e[0][0]))
elif mode == "edge":
    n, e = r.choice([(1, []), (1, [(1, 1)]), (3, [(1, 2), (1, 2), (2, 3)]), (5, []), (2, [(2, 1), (2, 1)])])
elif mode == "adversarial":
    n = r.randint(5, 12)
    p = list(range(n, 0, -1))
    e = [(p[i], p[i + 1]) for i in range(n - 1)]
    e += r.sample(e, 2)
    r.shuffle(e)
else:
    n = 20000
    e = [(i + 1, i) for i in range(1, n)] + [(r.randint(n // 2, n), r.randint(1, n // 2 - 1)) for _ in range(10000)]
    r.shuffle(e)
print(n, len(e))
for a, b in e:
    print(a, b)
