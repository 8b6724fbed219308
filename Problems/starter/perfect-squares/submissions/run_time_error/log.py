from math import isqrt, log10

for _ in range(int(input())):
    n = int(input())
    table = ["no"] * (10 if n == 0 else 17)
    digits = 0 if n == 0 else int(log10(n))
    table[digits] = "yes" if isqrt(n) ** 2 == n else "no"
    print(table[digits])
