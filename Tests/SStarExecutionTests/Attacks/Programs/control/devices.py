# expect: AC
import os, random, secrets, sys
a, b = map(int, open("/dev/stdin").readline().split())
open("/dev/null", "w").write("nothing")
assert len(open("/dev/urandom", "rb").read(8)) == 8 and len(secrets.token_bytes(8)) == 8
try:
    output = open("/dev/stdout", "w")
except PermissionError:  # without a /proc of its own: Landlock hides the way there
    output = sys.stdout
print(a + b, file=output)
