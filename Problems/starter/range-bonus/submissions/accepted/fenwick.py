import sys


def main():
    lines = sys.stdin.read().splitlines()
    n, q = map(int, lines[0].split())
    tree = [0] * (n + 2)
    out = []
    for line in lines[1:q + 1]:
        part = line.split()
        if part[0] == "+":
            l, r, x = map(int, part[1:])
            while l <= n:
                tree[l] += x
                l += l & -l
            r += 1
            while r <= n:
                tree[r] -= x
                r += r & -r
        else:
            p = int(part[1])
            total = 0
            while p:
                total += tree[p]
                p -= p & -p
            out.append(total)
    print("\n".join(map(str, out)))


main()
