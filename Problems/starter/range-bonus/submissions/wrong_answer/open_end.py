import sys

read = sys.stdin.readline
n, q = map(int, read().split())
tree = [0] * (n + 2)


def add(i, x):
    while i <= n:
        tree[i] += x
        i += i & -i


for _ in range(q):
    part = read().split()
    if part[0] == "+":
        l, r, x = map(int, part[1:])
        add(l, x)
        add(r if l < r and r == n else r + 1, -x if r < n else 0)
        if l == r:
            add(l, -x)
    else:
        p, total = int(part[1]), 0
        while p:
            total += tree[p]
            p -= p & -p
        print(total)
