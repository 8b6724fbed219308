s = input()
n = len(s)
cuts = list(range(-1, n))
for centre in range(n):
    for left, right in ((centre, centre), (centre, centre + 1)):
        while left >= 0 and right < n and s[left] == s[right]:
            if cuts[left] + 1 < cuts[right + 1]:
                cuts[right + 1] = cuts[left] + 1
            left -= 1
            right += 1
print(cuts[n])
