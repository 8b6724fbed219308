import heapq
import sys

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
roads = [[] for _ in range(n + 1)]
for i in range(2, 2 + 3 * m, 3):
    roads[data[i]].append((data[i + 1], data[i + 2]))
    roads[data[i + 1]].append((data[i], data[i + 2]))
best = {1: 0}
heap = [(0, 1)]
while heap:
    toll, place = heapq.heappop(heap)
    for b, t in roads[place]:
        if toll + t < best.get(b, 1e18):
            best[b] = toll + t
            heapq.heappush(heap, (toll + t, b))
print(best.get(n, -1))
