for _ in range(int(input())):
    name = input()
    body = name.lstrip("_")
    head = name[:len(name) - len(body)]
    first, *rest = body.split("_")
    print(head + first + "".join(part[:1].upper() + part[1:] for part in rest))
