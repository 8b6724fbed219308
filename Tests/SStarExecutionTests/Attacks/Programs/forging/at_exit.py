# expect: WA RE
import atexit, gc, os, sys, threading
# Handlers, finalizers and hooks run after the last line, but the status is the kernel's word.
class Last:
    def __del__(self):
        sys.stdout.write("held too\n")
        sys.stdout.flush()
        os._exit(0)
atexit.register(lambda: os._exit(0))
sys.excepthook = lambda *details: os._exit(0)
threading.excepthook = sys.excepthook
sys.exitfunc = lambda: os._exit(0)
kept = Last()
print("13")
raise SystemExit("12")
