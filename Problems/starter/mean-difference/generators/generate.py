import random
mode, seed = input().split()
r = random.Random(int(seed))
if mode == "small":
    v = [r.randint(0, 9) for _ in range(r.randint(2, 6))]
elif mode == "edge":
    v = r.choice([[0, 0], [0, 10**9], [10**9] * 5, [1, 1, 2]])
elif mode == "adversarial":
    v = [r.choice([0, 1, 7, 10**9]) for _ in range(r.randint(3, 12))]
else:
    v = [r.randint(0, 10**9) for _ in range(20000)]
print(len(v))
print(*v)
