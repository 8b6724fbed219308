# expect: WA
# unconfined: succeeds
# Names are secrets too: problem packages lie somewhere.
import os
for path in ("{CANARY_DIR}", "{CANARY_HOME}", os.path.expanduser("~root"), "/home", "/var/log", "/etc", "/run", "/sys", "/boot"):
    try:
        names = os.listdir(path)
    except OSError:
        continue
    if set(names) - {"alternatives", "ld.so.cache", "localtime", "toolchain", ".pyenv"}:
        print("PWNED", path, sorted(names)[:5])
print("held")
