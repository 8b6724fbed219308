for _ in range(int(input())):
    n = int(input())
    root = n ** 0.5
    print("yes" if abs(root - round(root)) < 1e-6 else "no")
