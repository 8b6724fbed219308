n = int(input())
p = sorted(map(int, input().split()))
total = sum(x * (2 * i - n + 1) for i, x in enumerate(p))
print(round(total * 2 / (n * (n - 1)), 2))
