import sys

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
edges = list(zip(data[2::2], data[3::2]))
left = set(range(1, n + 1))
order = []
while left:
    blocked = {b for a, b in edges if a in left}
    free = [t for t in left if t not in blocked]
    if not free:
        break
    order += free
    left.difference_update(free)
print(*order if not left else ["IMPOSSIBLE"])
