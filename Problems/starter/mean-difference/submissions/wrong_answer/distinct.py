n = int(input())
p = sorted(set(map(int, input().split())))
n = len(p)
if n == 1:
    print(0)
else:
    total = sum(x * (2 * i - n + 1) for i, x in enumerate(p))
    print(total * 2 / (n * (n - 1)))
