n = int(input())
p = sorted(map(int, input().split()))
total = seen = 0
for i, x in enumerate(p):
    total += x * i - seen
    seen += x
print("%.9f" % (total / (n * (n - 1) // 2)))
