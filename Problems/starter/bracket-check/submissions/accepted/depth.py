text = input().strip()
kind = {}
depth = changes = 0
for c in text:
    if c in "([{":
        depth += 1
        kind[depth] = "([{".index(c)
    else:
        if depth == 0:
            changes = 2
            break
        if kind[depth] != ")]}".index(c):
            changes += 1
        depth -= 1
print("yes" if depth == 0 and changes < 2 else "no")
