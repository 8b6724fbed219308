import sys

read = sys.stdin.readline
n, q = map(int, read().split())
change = [0] * (n + 2)
asked = []
for _ in range(q):
    part = read().split()
    if part[0] == "+":
        l, r, x = map(int, part[1:])
        change[l] += x
        change[r + 1] -= x
    else:
        asked.append(int(part[1]))
for i in range(1, n + 1):
    change[i] += change[i - 1]
for p in asked:
    print(change[p])
