import random
mode, seed = input().split()
r = random.Random(int(seed))
if mode == "small":
    v = [r.randint(1, 9) for _ in range(r.randint(1, 6))]
elif mode == "edge":
    v = r.choice([[1], [2000], [5, 5], [1, 2000], [3, 3, 3], [7] * 9])
elif mode == "adversarial":
    v = [r.choice([6, 10, 15, 4, 9]) * r.randint(1, 3) for _ in range(r.randint(4, 10))]
else:
    v = [2 * r.randint(700, 1000) for _ in range(59)] + [r.randint(1, 2000)]
print(len(v))
print(*v)
