import sys
try:
    lines = sys.stdin.read().splitlines()
    q = int(lines[0])
    assert 1 <= q <= 5000 and len(lines) == q + 1
    assert all(0 <= int(x) <= 10**18 and str(int(x)) == x for x in lines[1:])
except Exception:
    sys.exit(43)
sys.exit(42)
