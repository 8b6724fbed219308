import sys
from collections import deque

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
after = [[] for _ in range(n + 1)]
need = [0] * (n + 1)
for i in range(m):
    a, b = data[2 + 2 * i], data[3 + 2 * i]
    after[a].append(b)
    need[b] += 1
ready = deque(i for i in range(1, n + 1) if need[i] == 0)
order = []
while ready:
    a = ready.popleft()
    order.append(a)
    for b in after[a]:
        need[b] -= 1
        if need[b] == 0:
            ready.append(b)
print(*order if len(order) == n else ["IMPOSSIBLE"])
