# expect: WA
# unconfined: succeeds
import glob, os
found = dict(os.environ)
for path in glob.glob("/proc/[0-9]*/environ") + ["/proc/{VICTIM}/environ", "/proc/%d/environ" % os.getppid()]:
    try:
        found[path] = open(path, "rb").read().decode("latin-1")
    except OSError:
        pass
for name, value in found.items():
    if "CANARY" in name + value or "API_KEY" in name + value:
        print("PWNED", name, value)
for path in glob.glob("/proc/[0-9]*/cmdline"):
    if b"sstar" in open(path, "rb").read():
        print("PWNED", path)
print("held")
