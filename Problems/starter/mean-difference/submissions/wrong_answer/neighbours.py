n = int(input())
p = sorted(map(int, input().split()))
print((p[-1] - p[0]) * (n + 1) / (3 * (n - 1)))
