# expect: WA
# cpu: 8
# What only a template may call, with every number as a key that lies in the memory of this process.
import ctypes, os, struct, sys

x86 = os.uname().machine == "x86_64"
PRCTL, CAPSET, RECVMSG = (157, 126, 47) if x86 else (167, 91, 212)
CLONE3, PARENT_DEATH_SIGNAL, CHILD_OF_PARENT, KILL = 435, 1, 0x8000, 9
libc = ctypes.CDLL(None, use_errno=True)
call = libc.syscall
call.argtypes, call.restype = (ctypes.c_long,) * 7, ctypes.c_long
source, sink = os.pipe()


def pages(start, end):
    """The kernel tells which there are: it writes only those."""
    for address in range(start & -4096, end, 4096):
        try:
            os.write(sink, (ctypes.c_char * 4096).from_address(address))
            yield os.read(source, 4096)
        except OSError:
            pass


def regions():
    libc.sbrk.restype = ctypes.c_void_p
    top = libc.sbrk(0)
    yield top - (8 << 20), top
    local = ctypes.c_int()
    anchors = [id(sys), id(object()), id(""), id([]), id(call), ctypes.addressof(local), id(type(sys)),
               ctypes.cast(libc.syscall, ctypes.c_void_p).value, ctypes.cast(libc.free, ctypes.c_void_p).value]
    for anchor in anchors:
        yield anchor - (1 << 20), anchor + (1 << 20)


def passes(key):
    # Harmless where it works: no signal when the parent ends.
    return call(PRCTL, PARENT_DEATH_SIGNAL, 0, 0, 0, 0, key) == 0


def refused():
    """Without a key."""
    words = (ctypes.c_uint64 * 11)(CHILD_OF_PARENT, 0, 0, 0, 17)
    header, rights = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    where = ctypes.addressof
    return (call(CLONE3, where(words), 88, 0, 0, 0, 0) < 0 and call(CAPSET, where(header), where(rights), 0, 0, 0, 0) < 0
            and call(RECVMSG, 3, where(words), 0, 0, 0, 0) < 0 and not passes(0))


keys = set()
for start, end in regions():
    for page in pages(start, end):
        for word in struct.unpack("512q", page):
            if not -1 << 32 < word < 1 << 32:
                keys.add(word)
if not refused() or len(keys) < 1000 or any(passes(key) for key in keys):
    print("PWNED: the gate is open")
else:
    print("held")
