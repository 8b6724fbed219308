import json, sys
try:
    lines = sys.stdin.read().splitlines()
    assert len(lines) == 2
    v, t = json.loads(lines[0]), json.loads(lines[1])
    assert type(v) is list and 1 <= len(v) <= 20000 and all(type(x) is int and 0 <= x <= 10**6 for x in v)
    assert type(t) is int and 1 <= t <= 10**9
except Exception:
    sys.exit(43)
sys.exit(42)
