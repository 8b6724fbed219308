import random
mode, seed = input().split()
r = random.Random(int(seed))
def tidy(n):
    stack, out = [], []
    for i in range(2 * n):
        left = 2 * n - i
        if not stack or (len(stack) < left and r.random() < 0.5):
            k = r.randint(0, 2)
            stack.append(k)
            out.append("([{"[k])
        else:
            out.append(")]}"[stack.pop()])
    return out
def flip(s):
    i = r.randrange(len(s))
    group = "([{" if s[i] in "([{" else ")]}"
    s[i] = r.choice(group.replace(s[i], ""))
if mode == "small":
    s = [r.choice("()[]{}") for _ in range(r.randint(1, 6))]
elif mode == "edge":
    s = list(r.choice(["(", "]", "()", "(]", "((", ")(", "([)]", "{{}", "(}[}"]))
elif mode == "adversarial":
    s = tidy(r.randint(2, 6))
    for _ in range(r.randint(0, 3)):
        flip(s)
else:
    s = tidy(50000)
    for _ in range(int(seed) % 3):
        flip(s)
print("".join(s))
