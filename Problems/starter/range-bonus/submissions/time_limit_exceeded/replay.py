import sys

read = sys.stdin.readline
n, q = map(int, read().split())
events = []
for _ in range(q):
    part = read().split()
    if part[0] == "+":
        events.append(tuple(map(int, part[1:])))
    else:
        p = int(part[1])
        print(sum(x for l, r, x in events if l <= p <= r))
