import json, sys
try:
    lines = sys.stdin.read().splitlines()
    assert len(lines) == 1
    v = json.loads(lines[0])
    assert type(v) is list and len(v) <= 3000
    for pair in v:
        a, b = pair
        assert type(a) is int and type(b) is int and -10**6 <= a < b <= 10**6
except Exception:
    sys.exit(43)
sys.exit(42)
