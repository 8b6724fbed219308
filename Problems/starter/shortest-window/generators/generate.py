import json, random
mode, seed = input().split()
r = random.Random(int(seed))
if mode == "small":
    v = [r.randint(0, 6) for _ in range(r.randint(1, 7))]
    t = r.randint(1, 15)
elif mode == "edge":
    v, t = r.choice([([5], 5), ([5], 6), ([0], 1), ([0, 0, 3], 3), ([1] * 10, 10), ([1] * 10, 11), ([10**6], 10**6)])
elif mode == "adversarial":
    v = [r.choice([0, 0, 1, 9]) for _ in range(r.randint(4, 15))]
    t = r.choice([sum(v), sum(v) + 1, max(1, max(v)), max(1, sum(v[1:]))])
    t = max(1, t)
else:
    v = [r.randint(1, 3) for _ in range(20000)]
    t = sum(v) - 20
print(json.dumps(v))
print(t)
