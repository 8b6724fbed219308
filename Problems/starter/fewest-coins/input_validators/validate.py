import json, sys
try:
    lines = sys.stdin.read().splitlines()
    assert len(lines) == 2
    c, a = json.loads(lines[0]), json.loads(lines[1])
    assert type(c) is list and 1 <= len(c) <= 12 and len(set(c)) == len(c)
    assert all(type(x) is int and 1 <= x <= 10000 for x in c) and type(a) is int and 0 <= a <= 20000
except Exception:
    sys.exit(43)
sys.exit(42)
