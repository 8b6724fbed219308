import json, random
mode, seed = input().split()
r = random.Random(int(seed))
def one(low, high, longest):
    a = r.randint(low, high - 1)
    return [a, min(high, a + r.randint(1, longest))]
if mode == "small":
    v = [one(0, 12, 5) for _ in range(r.randint(0, 5))]
elif mode == "edge":
    v = r.choice([[], [[1, 2]], [[1, 2], [2, 3]], [[1, 9], [2, 3]], [[3, 4], [1, 2]], [[-5, -1], [-1, 0]]])
elif mode == "adversarial":
    v = [one(-20, 20, 4) for _ in range(r.randint(3, 9))] + [one(-20, 20, 30)]
    r.shuffle(v)
else:
    v = [one(-10**6, 10**6, 500) for _ in range(3000)]
print(json.dumps(v))
