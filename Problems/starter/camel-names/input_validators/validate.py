import re
import sys
lines = sys.stdin.read().splitlines()
try:
    n = int(lines[0])
    assert 1 <= n <= 1000 and len(lines) == n + 1
    assert all(re.fullmatch("[a-z0-9_]{1,100000}", x) and set(x) != {"_"} for x in lines[1:])
    assert sum(map(len, lines[1:])) <= 200000
except Exception:
    sys.exit(43)
sys.exit(42)
