import random
mode, seed = input().split()
r = random.Random(int(seed))
if mode == "small":
    s = "".join(r.choice("ab") for _ in range(r.randint(1, 8)))
elif mode == "edge":
    s = r.choice(["a", "ab", "aa", "abcdefgh", "z" * 50, "aab", "baa"])
elif mode == "adversarial":
    half = "".join(r.choice("abc") for _ in range(r.randint(1, 4)))
    s = r.choice("abc") + half + half[::-1] + r.choice("ab") * r.randint(0, 3) + half
else:
    s = "".join(r.choice("aab") for _ in range(400)) + "a" * 400
print(s)
