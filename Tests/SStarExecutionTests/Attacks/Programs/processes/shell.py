# expect: WA
# unconfined: succeeds
import multiprocessing, os, pty, subprocess
ways = {
    "subprocess": lambda: subprocess.run(["/bin/true"], check=True),
    "system": lambda: os.system("/bin/true") == 0 or 1 / 0,
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "pty": lambda: pty.openpty(),
    "fork": lambda: os.fork() or os._exit(0),
}
for name, way in ways.items():
    try:
        way()
        print("PWNED", name)
    except (OSError, ArithmeticError):
        pass
print("held")
