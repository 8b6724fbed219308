text = input()
stack = []
wrong = 0
for c in text:
    if c in "([{":
        stack.append(c)
    elif "([{".index(stack.pop()) != ")]}".index(c):
        wrong += 1
print("YES" if not stack and wrong <= 1 else "NO")
