s = input()


def pieces(start):
    if start == len(s):
        return 0
    best = len(s)
    for end in range(start + 1, len(s) + 1):
        part = s[start:end]
        if part == part[::-1]:
            best = min(best, 1 + pieces(end))
    return best


print(pieces(0) - 1)
