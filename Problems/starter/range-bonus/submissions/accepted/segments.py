import sys

read = sys.stdin.readline
n, q = map(int, read().split())
size = 1
while size < n:
    size *= 2
bonus = [0] * (2 * size)
for _ in range(q):
    part = read().split()
    if part[0] == "?":
        i = int(part[1]) - 1 + size
        total = 0
        while i:
            total += bonus[i]
            i //= 2
        print(total)
    else:
        l, r, x = int(part[1]) - 1 + size, int(part[2]) + size, int(part[3])
        while l < r:
            if l & 1:
                bonus[l] += x
                l += 1
            if r & 1:
                r -= 1
                bonus[r] += x
            l //= 2
            r //= 2
