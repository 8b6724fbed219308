# expect: WA
# Writing the right answer into pipes of others, through /proc.
import glob, os
try:
    own = os.readlink("/proc/self")
except OSError:
    own = ""
for path in glob.glob("/proc/[0-9]*/fd/*") + ["/proc/%d/fd/%d" % (pid, fd) for pid in (1, os.getppid(), {VICTIM}) for fd in range(16)]:
    if path.split("/")[2] in ("0", str(os.getpid()), own):
        continue
    try:
        with open(path, "wb", buffering=0) as stream:
            stream.write(b"12\n")
            print("PWNED", path)
    except OSError:
        pass
print("held")
