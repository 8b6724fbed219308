import re

for _ in range(int(input())):
    name = input()
    head = "_" if name[0] == "_" else ""
    body = name.strip("_")
    print(head + re.sub("_+(.)", lambda m: m.group(1).upper(), body))
