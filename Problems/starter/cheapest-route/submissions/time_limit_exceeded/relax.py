import sys

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
roads = [data[i:i + 3] for i in range(2, 2 + 3 * m, 3)]
best = [float("inf")] * (n + 1)
best[1] = 0
for _ in range(n):
    for a, b, t in roads:
        if best[a] + t < best[b]:
            best[b] = best[a] + t
print(best[n] if best[n] < float("inf") else -1)
