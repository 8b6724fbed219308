import random
mode, seed = input().split()
r = random.Random(int(seed))
def event(n, big):
    if r.random() < 0.5:
        l, h = sorted((r.randint(1, n), r.randint(1, n)))
        return "+ %d %d %d" % (l, h, r.randint(-big, big))
    return "? %d" % r.randint(1, n)
if mode == "small":
    n = r.randint(1, 6)
    e = [event(n, 9) for _ in range(r.randint(0, 8))] + ["? %d" % r.randint(1, n)]
elif mode == "edge":
    n, e = r.choice([(1, ["? 1"]), (1, ["+ 1 1 5", "? 1"]), (5, ["+ 5 5 -3", "? 5", "? 4"]), (3, ["+ 1 3 1000000000"] * 5 + ["? 2"]),
                     (4, ["+ 2 3 7", "? 1", "? 2", "? 3", "? 4"])])
elif mode == "adversarial":
    n = r.randint(3, 9)
    e = []
    for _ in range(12):
        l, h = sorted((r.randint(1, n), r.randint(1, n)))
        e.append("+ %d %d %d" % (l, h, r.randint(-5, 5)))
        e += ["? %d" % p for p in (l, h, min(n, h + 1))]
else:
    n = 20000
    e = []
    for i in range(10000):
        e.append("+ %d %d %d" % (r.randint(1, 50), n - r.randint(0, 50), r.randint(-10**9, 10**9)))
        e.append("? %d" % r.randint(1, n))
print(n, len(e))
for x in e:
    print(x)
