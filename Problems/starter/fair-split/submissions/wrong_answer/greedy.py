input()
first = second = 0
for v in sorted(map(int, input().split()), reverse=True):
    if first <= second:
        first += v
    else:
        second += v
print(abs(first - second))
