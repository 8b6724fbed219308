# expect: WA
# runs: 3
import builtins, glob, os, sys
# Whatever this finds was left by the test before; whatever it can leave, it does.
note, places = "{MARKER}", [".", "..", "/", "/tmp", "/var/tmp", "/dev/shm", "/program", "/run", os.path.expanduser("~")]
places += [sys.path[0] or ".", os.path.dirname(__file__), os.environ.get("TMPDIR", "/tmp"), sys.prefix]
for place in places:
    path = os.path.join(place, note)
    if os.path.lexists(path):
        print("PWNED finds", place)
for place in places:
    try:
        open(os.path.join(place, note), "w").close()
    except OSError:
        pass
if os.listdir("."):
    print(sorted(os.listdir(".")) == [note])
if hasattr(builtins, note) or note in sys.modules or note in os.environ:
    print("PWNED finds itself in memory")
setattr(builtins, note, 1)
sys.modules[note] = sys
os.environ[note] = "1"
os.umask(0)
sys.setrecursionlimit(50)
print("held")
