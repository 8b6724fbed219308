n = int(input())
p = list(map(int, input().split()))
total = 0
for i in range(n):
    for j in range(n):
        total += abs(p[i] - p[j])
print(total / (n * (n - 1)))
