for _ in range(int(input())):
    name = input()
    body = name.lstrip("_")
    print("_" * (len(name) - len(body)) + body.replace("_", "").lower())
