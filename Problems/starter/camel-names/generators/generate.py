import random
mode, seed = input().split()
r = random.Random(int(seed))
def name(n):
    return "".join(r.choice("abcxyz019__") for _ in range(n)) + r.choice("abc")
if mode == "small":
    v = [name(r.randint(0, 8)) for _ in range(r.randint(1, 4))]
elif mode == "edge":
    v = ["a", "_a", "__init", "a_", "a__b", "_1_a", "x_9y"]
    r.shuffle(v)
elif mode == "adversarial":
    v = ["_" * r.randint(0, 3) + "ab" + "_" * r.randint(1, 3) + r.choice(["cd", "1cd", "c"]) + "_" * r.randint(0, 2) for _ in range(6)]
else:
    v = ["a_" * 49999 + "b", name(90000)]
print(len(v))
for x in v:
    print(x)
