for _ in range(int(input())):
    name = input()
    body = name.lstrip("_")
    head = name[:len(name) - len(body)]
    first, *rest = body.split("_")
    print(head + first + "".join(part.title() for part in rest))
