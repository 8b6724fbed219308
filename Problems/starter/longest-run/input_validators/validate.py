import json, sys
try:
    lines = sys.stdin.read().splitlines()
    assert len(lines) == 1
    v = json.loads(lines[0])
    assert type(v) is list and len(v) <= 40000
    assert all(type(x) is int and abs(x) <= 10**9 for x in v)
except Exception:
    sys.exit(43)
sys.exit(42)
