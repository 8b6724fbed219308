import json, random
mode, seed = input().split()
r = random.Random(int(seed))
if mode == "small":
    c = r.sample(range(1, 10), r.randint(1, 4))
    a = r.randint(0, 30)
elif mode == "edge":
    c, a = r.choice([([1], 0), ([2], 1), ([2], 4), ([5, 10], 3), ([10000], 10000), ([7], 0), ([3, 6], 8)])
elif mode == "adversarial":
    c = r.sample(range(2, 60), r.randint(2, 6))
    a = sum(r.choice(c) for _ in range(r.randint(2, 12)))
else:
    c = r.sample(range(50, 9000), 8) + [1, 3, 7]
    a = 20000 - int(seed)
print(json.dumps(c))
print(a)
