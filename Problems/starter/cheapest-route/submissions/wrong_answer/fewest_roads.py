import sys
from collections import deque

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
roads = [[] for _ in range(n + 1)]
for i in range(2, 2 + 3 * m, 3):
    roads[data[i]].append((data[i + 1], data[i + 2]))
best = {1: (0, 0)}
queue = deque([1])
while queue:
    place = queue.popleft()
    steps, toll = best[place]
    for b, t in roads[place]:
        if b not in best:
            queue.append(b)
        if (steps + 1, toll + t) < best.get(b, (1e18, 0)):
            best[b] = (steps + 1, toll + t)
print(best[n][1] if n in best else -1)
