from math import isqrt

for _ in range(int(input())):
    n = int(input())
    root = isqrt(n)
    print("yes" if root * root == n else "no")
