import sys

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
edges = set(zip(data[2::2], data[3::2]))
if any((b, a) in edges for a, b in edges):
    print("IMPOSSIBLE")
else:
    print(*range(1, n + 1))
