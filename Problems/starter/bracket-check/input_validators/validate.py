import sys
text = sys.stdin.read()
ok = text.endswith("\n") and 1 <= len(text) - 1 <= 100000 and set(text[:-1]) <= set("()[]{}")
sys.exit(42 if ok else 43)
