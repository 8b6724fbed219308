import heapq

input()
heap = [-int(x) for x in input().split()]
heapq.heapify(heap)
while len(heap) > 1:
    a = -heapq.heappop(heap)
    b = -heapq.heappop(heap)
    heapq.heappush(heap, b - a)
print(-heap[0])
