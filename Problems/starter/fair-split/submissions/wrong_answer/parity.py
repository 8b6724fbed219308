n = int(input())
values = list(map(int, input().split()))
print(max(sum(values) % 2, 2 * max(values) - sum(values)))
