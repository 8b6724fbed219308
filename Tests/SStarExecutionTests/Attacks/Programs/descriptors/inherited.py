# expect: WA
# unconfined: skip
import os, stat
for fd in range(65536):
    try:
        kind = stat.S_IFMT(os.fstat(fd).st_mode)
    except OSError:
        continue
    if fd > 2 or kind != (stat.S_IFREG if fd == 0 else stat.S_IFIFO):
        print("PWNED", fd, oct(kind))
for way in (lambda: os.write(0, b"x"), lambda: os.ftruncate(0, 0), lambda: os.read(1, 1), lambda: os.read(2, 1)):
    try:
        way()
        print("PWNED a standard stream")
    except OSError:
        pass
print("held")
