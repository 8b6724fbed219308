for _ in range(int(input())):
    name = input()
    body = name.lstrip("_")
    out = name[:len(name) - len(body)]
    i = 0
    while i < len(body):
        if body[i] == "_":
            while body[i] == "_":
                i += 1
            out += body[i].upper()
        else:
            out += body[i]
        i += 1
    print(out)
