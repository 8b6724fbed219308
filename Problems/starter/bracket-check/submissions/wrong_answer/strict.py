text = input()
stack = []
ok = True
for c in text:
    if c in "([{":
        stack.append(c)
    elif not stack or stack.pop() + c not in ("()", "[]", "{}"):
        ok = False
print("YES" if ok and not stack else "NO")
