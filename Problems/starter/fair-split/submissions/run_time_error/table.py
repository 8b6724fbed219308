n = int(input())
values = list(map(int, input().split()))
total = sum(values)
half = total // 2
possible = [False] * (half + 1)
possible[0] = True
for v in values:
    for s in range(half, -1, -1):
        if possible[s]:
            possible[s + v if s + v <= half + 1 else s] = True
print(total - 2 * max(s for s in range(half + 1) if possible[s]))
