n = int(input())
times = set(map(int, input().split()))
best = 0
last = max(times) - 1440
for minute in range(1440):
    if minute in times:
        best = max(best, minute - last)
        last = minute
print(best)
