from functools import lru_cache

s = input()


@lru_cache(None)
def pieces(start):
    if start == len(s):
        return 0
    best = 1 + pieces(start + 1)
    for end in range(start + 2, len(s) + 1):
        if s[start] == s[end - 1] and s[start:end] == s[start:end][::-1]:
            best = min(best, 1 + pieces(end))
    return best


print(pieces(0) - 1)
