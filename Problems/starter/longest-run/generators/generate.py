import json, random
mode, seed = input().split()
r = random.Random(int(seed))
if mode == "small":
    v = [r.randint(0, 2) for _ in range(r.randint(0, 8))]
elif mode == "edge":
    v = r.choice([[], [5], [7] * r.randint(2, 50), [-1, -1], list(range(10))])
elif mode == "adversarial":
    v = [r.randint(-1, 1) for _ in range(r.randint(3, 20))] + [9] * r.randint(4, 9)
    if r.random() < 0.5:
        v.reverse()
else:
    v = [r.randint(0, 1) for _ in range(30000)] + [3] * 10000
print(json.dumps(v))
