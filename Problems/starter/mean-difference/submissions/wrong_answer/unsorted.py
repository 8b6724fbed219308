n = int(input())
p = list(map(int, input().split()))
total = seen = 0
for i, x in enumerate(p):
    total += x * i - seen
    seen += x
print(abs(total) / (n * (n - 1) // 2))
