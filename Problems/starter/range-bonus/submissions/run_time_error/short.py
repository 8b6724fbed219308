import sys

read = sys.stdin.readline
n, q = map(int, read().split())
tree = [0] * (n + 1)


def add(i, x):
    while i <= n or x < 0:
        tree[i] += x
        i += i & -i
        if i > n and tree[0] == 0:
            break


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
