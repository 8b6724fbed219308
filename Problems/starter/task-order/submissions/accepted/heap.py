import heapq
import sys

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
after = {}
need = [0] * (n + 1)
for a, b in zip(data[2::2], data[3::2]):
    after.setdefault(a, []).append(b)
    need[b] += 1
heap = [-i for i in range(1, n + 1) if need[i] == 0]
heapq.heapify(heap)
order = []
while heap:
    a = -heapq.heappop(heap)
    order.append(a)
    for b in after.get(a, []):
        need[b] -= 1
        if not need[b]:
            heapq.heappush(heap, -b)
print(" ".join(map(str, order)) if len(order) == n else "IMPOSSIBLE")
