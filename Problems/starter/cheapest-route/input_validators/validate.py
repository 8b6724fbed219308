import sys
lines = sys.stdin.read().splitlines()
try:
    n, m = map(int, lines[0].split())
    assert 1 <= n <= 5000 and 0 <= m <= 20000 and len(lines) == m + 1
    for line in lines[1:]:
        a, b, t = map(int, line.split())
        assert 1 <= a <= n and 1 <= b <= n and 0 <= t <= 10**9
except Exception:
    sys.exit(43)
sys.exit(42)
