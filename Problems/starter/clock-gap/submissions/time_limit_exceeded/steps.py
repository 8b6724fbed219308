n = int(input())
t = list(map(int, input().split()))
best = 0
for a in t:
    for length in range(1, 1441):
        if (a + length) % 1440 in [x for x in t]:
            best = max(best, length)
            break
    for b in t:
        for c in t:
            if len({a, b, c}) > 3:
                best = 0
print(best)
