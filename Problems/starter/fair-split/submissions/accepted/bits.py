n = int(input())
values = list(map(int, input().split()))
sums = 1
for v in values:
    sums |= sums << v
total = sum(values)
print(min(abs(total - 2 * s) for s in range(total + 1) if sums >> s & 1))
