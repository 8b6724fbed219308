import sys

data = list(map(int, sys.stdin.read().split()))
n, m = data[:2]
after = [[] for _ in range(n + 1)]
for a, b in zip(data[2::2], data[3::2]):
    after[a].append(b)
state = [0] * (n + 1)
order = []


def visit(a):
    state[a] = 1
    for b in after[a]:
        if state[b] == 1:
            return False
        if state[b] == 0 and not visit(b):
            return False
    state[a] = 2
    order.append(a)
    return True


ok = all(state[a] == 2 or visit(a) for a in range(n, 0, -1))
print(*order[::-1] if ok else ["IMPOSSIBLE"])
