import random
mode, seed = input().split()
r = random.Random(int(seed))
if mode == "small":
    v = [r.randint(0, 30) for _ in range(r.randint(1, 5))]
elif mode == "edge":
    v = [0, 1, 2, 10**18, 10**18 - 1, (10**9 - r.randint(1, 1000)) ** 2]
elif mode == "adversarial":
    v = []
    for _ in range(20):
        root = r.randint(10**8, 10**9)
        v.append(min(10**18, root * root + r.choice([-1, 0, 0, 1])))
else:
    v = [r.randint(1, 10**9) ** 2 - r.randint(0, 1) for _ in range(5000)]
print(len(v))
for x in v:
    print(x)
