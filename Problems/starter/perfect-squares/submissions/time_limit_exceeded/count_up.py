for _ in range(int(input())):
    n = int(input())
    root = 0
    while root * root < n:
        root += 1
    print("yes" if root * root == n else "no")
