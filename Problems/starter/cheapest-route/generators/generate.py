import random
mode, seed = input().split()
r = random.Random(int(seed))
if mode == "small":
    n = r.randint(1, 5)
    e = [(r.randint(1, n), r.randint(1, n), r.randint(0, 9)) for _ in range(r.randint(0, 8))]
elif mode == "edge":
    n, e = r.choice([(1, []), (1, [(1, 1, 5)]), (2, []), (2, [(2, 1, 4)]), (2, [(1, 2, 0)]), (2, [(1, 2, 9), (1, 2, 3)]),
                     (3, [(1, 2, 10**9), (2, 3, 10**9)])])
    if r.random() < 0.5:
        n = r.randint(2, 6)
        e = [(i, i + 1, 10**9 - r.randint(0, 1) * r.randint(0, 10**9)) for i in range(1, n)]
elif mode == "adversarial":
    n = r.randint(4, 9)
    e = [(i, i + 1, 1) for i in range(1, n)] + [(1, n, n + r.randint(-1, 2)), (1, n - 1, 1), (n, 1, 0)]
    r.shuffle(e)
else:
    n = 5000
    e = [(i, i + 1, 1) for i in range(1, n)]
    e += [(i, min(n, i + r.randint(2, 9)), 10 * r.randint(1, 9)) for i in (r.randint(1, n - 2) for _ in range(15000))]
    e.reverse()
print(n, len(e))
for x in e:
    print(*x)
