import sys
try:
    lines = sys.stdin.read().splitlines()
    n, q = map(int, lines[0].split())
    assert 1 <= n <= 20000 and 1 <= q <= 20000 and len(lines) == q + 1
    asked = 0
    for line in lines[1:]:
        kind, *rest = line.split()
        rest = [int(x) for x in rest]
        if kind == "+":
            l, h, x = rest
            assert 1 <= l <= h <= n and abs(x) <= 10**9
        else:
            assert kind == "?" and len(rest) == 1 and 1 <= rest[0] <= n
            asked += 1
    assert asked
except Exception:
    sys.exit(43)
sys.exit(42)
