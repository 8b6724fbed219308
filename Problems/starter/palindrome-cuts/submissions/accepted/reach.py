s = input()
n = len(s)
ends = [[] for _ in range(n)]
for centre in range(2 * n - 1):
    left = centre // 2
    right = left + centre % 2
    while left >= 0 and right < n and s[left] == s[right]:
        ends[left].append(right + 1)
        left -= 1
        right += 1
level = {0}
seen = {0}
count = 0
while n not in level:
    level = {e for start in level if start < n for e in ends[start]} - seen
    seen |= level
    count += 1
print(count - 1)
