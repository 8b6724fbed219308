import sys
from heapq import heappop, heappush


def main():
    read = sys.stdin.readline
    n, m = map(int, read().split())
    graph = [[] for _ in range(n)]
    for _ in range(m):
        a, b, t = map(int, read().split())
        graph[a - 1].append((t, b - 1))
    done = [False] * n
    heap = [(0, 0)]
    while heap:
        cost, place = heappop(heap)
        if done[place]:
            continue
        if place == n - 1:
            return cost
        done[place] = True
        for t, b in graph[place]:
            if not done[b]:
                heappush(heap, (cost + t, b))
    return -1


print(main())
