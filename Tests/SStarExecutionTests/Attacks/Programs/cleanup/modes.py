# expect: WA
# Directories that nobody may open, list or change, with contents.
import os
os.umask(0)
for mode in (0o000, 0o100, 0o200, 0o300, 0o400, 0o500, 0o600, 0o1000, 0o7000):
    top = "mode-%o" % mode
    os.makedirs(top + "/inner/deeper")
    open(top + "/inner/deeper/file", "w").close()
    os.umask(0o777 & ~mode)
    os.mkdir(top + "/closed", mode)
    try:
        os.mkdir(top + "/closed/inside", mode)
    except OSError:
        pass
    os.close(os.open(top + "/closed-file", os.O_CREAT | os.O_WRONLY, mode))
    os.umask(0)
for name in ("-rf", " ", "*", "a\nb", "\x01", "é" * 100, "x" * 255, ".sstar-0", ".sstar-1", "..."):
    os.mkdir(name)
    os.symlink("/", name + "/root" if len(name) < 200 else name + "/r")
    os.symlink(name, name + "/loop")
print("held")
