import sys

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
need = [0] * (n + 1)
after = [[] for _ in range(n + 1)]
for a, b in zip(data[2::2], data[3::2]):
    after[a].append(b)
    need[b] += 1
order = sorted(range(1, n + 1), key=lambda i: need[i])
print(*order if need[order[0]] == 0 else ["IMPOSSIBLE"])
