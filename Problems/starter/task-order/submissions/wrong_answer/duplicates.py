import sys

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
after = [set() for _ in range(n + 1)]
need = [0] * (n + 1)
for a, b in zip(data[2::2], data[3::2]):
    after[a].add(b)
    need[b] += 1
order = [i for i in range(1, n + 1) if need[i] == 0]
for a in order:
    for b in after[a]:
        need[b] -= 1
        if need[b] == 0:
            order.append(b)
print(*order if len(order) == n else ["IMPOSSIBLE"])
