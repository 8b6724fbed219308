def is_square(n):
    low, high = 0, 10**9 + 1
    while high - low > 1:
        middle = (low + high) // 2
        if middle * middle <= n:
            low = middle
        else:
            high = middle
    return low * low == n


for _ in range(int(input())):
    print("yes" if is_square(int(input())) else "no")
