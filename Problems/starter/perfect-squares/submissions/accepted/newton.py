import sys


def is_square(n):
    if n < 2:
        return True
    x = 1 << ((n.bit_length() + 1) // 2)
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x * x == n
        x = y


data = sys.stdin.read().split()
for word in data[1:]:
    print("yes" if is_square(int(word)) else "no")
