text = input()


def tidy(t):
    while True:
        shorter = t
        for pair in ("()", "[]", "{}"):
            shorter = shorter.replace(pair, "", 1)
        if shorter == t:
            return not t
        t = shorter


def possible(t):
    if tidy(t):
        return True
    for i, c in enumerate(t):
        for other in "([{" if c in "([{" else ")]}":
            if other != c and tidy(t[:i] + other + t[i + 1:]):
                return True
    return False


print("YES" if possible(text) else "NO")
