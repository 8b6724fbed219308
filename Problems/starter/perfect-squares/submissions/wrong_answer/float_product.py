from math import sqrt

for _ in range(int(input())):
    n = int(input())
    root = sqrt(n)
    print("yes" if float(int(root)) * float(int(root)) == float(n) else "no")
