def pieces(s):
    if not s:
        return 0
    for length in range(len(s), 0, -1):
        for start in range(len(s) - length + 1):
            part = s[start:start + length]
            if part == part[::-1]:
                return 1 + pieces(s[:start]) + pieces(s[start + length:])


print(pieces(input()[:200]) - 1)
