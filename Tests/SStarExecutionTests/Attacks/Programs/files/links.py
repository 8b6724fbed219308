# expect: WA
# unconfined: succeeds
import os, shutil
canary = "{CANARY_FILE}"
ways = {
    "hard link": lambda: os.link(canary, "stolen"),
    "link": lambda: os.symlink(canary, "link") or shutil.copy("link", "stolen"),
    "directory link": lambda: os.symlink("{CANARY_DIR}", "directory") or shutil.copy("directory/canary", "stolen"),
    "parents": lambda: shutil.copy("../" * 20 + canary, "stolen"),
    "own root": lambda: shutil.copy("/proc/self/root" + canary, "stolen"),
    "own directory": lambda: shutil.copy("/proc/self/cwd/" + "../" * 20 + canary, "stolen"),
    "first process": lambda: shutil.copy("/proc/1/root" + canary, "stolen"),
    "parent": lambda: shutil.copy("/proc/%d/root%s" % (os.getppid(), canary), "stolen"),
    "rename": lambda: os.rename(canary + ".not", "stolen"),
    "temporary": lambda: open("/tmp/../" + canary).close(),
}
for name, way in ways.items():
    try:
        way()
        print("PWNED", name, open("stolen").read())
    except OSError:
        pass
    for left in ("stolen", "link", "directory"):
        if os.path.lexists(left):
            os.unlink(left)
print("held")
