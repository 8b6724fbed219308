import random
mode, seed = input().split()
r = random.Random(int(seed))
if mode == "small":
    v = r.sample(range(1440), r.randint(1, 6))
elif mode == "edge":
    v = r.choice([[0], [1439], [0, 1439], list(range(1440))])
elif mode == "adversarial":
    v = r.sample(range(600, 700), r.randint(2, 9))
    if r.random() < 0.3:
        v.sort()
else:
    v = r.sample(range(1440), 1400)
print(len(v))
print(*v)
