import sys
try:
    lines = sys.stdin.read().splitlines()
    n, m = map(int, lines[0].split())
    assert 1 <= n <= 20000 and 0 <= m <= 40000 and len(lines) == m + 1
    for line in lines[1:]:
        a, b = map(int, line.split())
        assert 1 <= a <= n and 1 <= b <= n
except Exception:
    sys.exit(43)
sys.exit(42)
