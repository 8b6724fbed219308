for _ in range(int(input())):
    first, *rest = input().split("_")
    print(first + "".join(part.capitalize() for part in rest))
