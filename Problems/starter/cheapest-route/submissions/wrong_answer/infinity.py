import heapq
import sys

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
roads = [[] for _ in range(n + 1)]
for i in range(2, 2 + 3 * m, 3):
    roads[data[i]].append((data[i + 1], data[i + 2]))
far = 10**9
best = [far] * (n + 1)
best[1] = 0
heap = [(0, 1)]
while heap:
    toll, place = heapq.heappop(heap)
    if toll > best[place]:
        continue
    for b, t in roads[place]:
        if toll + t < best[b]:
            best[b] = toll + t
            heapq.heappush(heap, (toll + t, b))
print(best[n] if best[n] < far else -1)
