# expect: WA OLE
# cpu: 3
# More entries than a disk has room for, none of which holds a byte.
import os
made = 0
try:
    for i in range(100_000):
        os.mkdir("d%d" % i)
        made += 1
except OSError as error:
    print(error)
print("PWNED" if made == 100_000 else "held", made)
