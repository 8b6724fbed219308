# expect: WA
# expected: EXPECT-{MARKER}
# cpu: 4
# Frames, all objects, all memory of this process, and all files in reach: none holds the expected output.
import ctypes, gc, os, re, sys
secret, found = "{MARKER}"[1:], []  # without its first letter, so that this text does not find itself
pattern = re.compile(b"(EXPECT-[a-z]%s)" % secret.encode())

def search(text, where):
    for match in pattern.findall(text if isinstance(text, bytes) else repr(text).encode("utf-8", "replace")):
        found.append((where, match.decode()))

frame = sys._getframe()
while frame:
    for name, value in list(frame.f_locals.items()) + list(frame.f_globals.items()):
        if isinstance(value, (str, bytes, bytearray, list, tuple)):
            search(value, "a frame's " + name)
    frame = frame.f_back
for thing in gc.get_objects():
    if isinstance(thing, (dict, list, tuple)):
        for part in list(thing.values() if isinstance(thing, dict) else thing):
            if isinstance(part, (str, bytes)):
                search(part, "an object")
for path in ("/proc/self/maps", "/proc/self/mem", "/proc/self/cmdline", "/proc/%d/cmdline" % os.getppid()):
    try:
        search(open(path, "rb").read(1 << 20), path)
    except OSError:
        pass
# The heap by address, around what we can name. The kernel tells which pages there are: it writes only those.
source, sink = os.pipe()
for anchor in ({}, [], "", object(), os, sys, gc):
    base, memory = id(anchor) & ~0xFFFF, b""
    for page in range(base, base + 65536, 4096):
        try:
            os.write(sink, (ctypes.c_char * 4096).from_address(page))
            memory += os.read(source, 4096)
        except OSError:
            pass
    search(memory, "memory")
os.close(source)
os.close(sink)
def without_waiting(path, flags):  # our own output is among the files, and is a pipe
    return os.open(path, flags | os.O_NONBLOCK)

for top in (".", "..", "/box", "/program", "/tmp", "{CANARY_DIR}", "/dev/shm", "/var/tmp", "/home", "/root"):
    for directory, inner, names in os.walk(top):
        inner[:] = [name for name in inner if name not in ("usr", "lib", "proc", "sys", ".pyenv")]
        for name in names[:1000]:
            if name in ("stdout", "stderr"):
                continue  # our own end of the pipe: who may read from it waits for what nobody writes
            try:
                with open(os.path.join(directory, name), "rb", opener=without_waiting) as file:
                    search(file.read(1 << 16), directory + "/" + name)
            except OSError:
                pass
for where, text in found:
    print("PWNED", where, text, file=sys.stderr)
print(found[0][1] if found else "held")
