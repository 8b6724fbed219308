import sys

read = sys.stdin.readline
n, q = map(int, read().split())
tree = [0] * (n + 2)


def add(i, x):
    while i <= n:
        tree[i] = (tree[i] + x + 2**31) % 2**32 - 2**31
        i += i & -i


for _ in range(q):
    part = read().split()
    if part[0] == "+":
        l, r, x = map(int, part[1:])
        add(l, x)
        add(r + 1, -x)
    else:
        p, total = int(part[1]), 0
        while p:
            total += tree[p]
            p -= p & -p
        print(total)
