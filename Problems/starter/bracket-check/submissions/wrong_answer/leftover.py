text = input()
stack = []
wrong = 0
for c in text:
    if c in "([{":
        stack.append(c)
    elif not stack:
        wrong += 1
    elif "([{".index(stack.pop()) != ")]}".index(c):
        wrong += 1
print("YES" if wrong <= 1 else "NO")
