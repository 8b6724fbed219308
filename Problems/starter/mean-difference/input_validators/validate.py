import sys
try:
    lines = sys.stdin.read().splitlines()
    assert len(lines) == 2
    n = int(lines[0])
    v = [int(x) for x in lines[1].split()]
    assert 2 <= n <= 20000 and len(v) == n and all(0 <= x <= 10**9 for x in v)
except Exception:
    sys.exit(43)
sys.exit(42)
