from math import sqrt

for _ in range(int(input())):
    print("yes" if sqrt(int(input())).is_integer() else "no")
