# What is done once, before the first template.
THREAD_STACK = 8 << 20
REHEARSALS = 20  # the interpreter calls a function warm that was called 8 times, and its instructions a little later
REHEARSAL = """
import sys
from collections import defaultdict
class Pair:
    def __init__(self, left, right):
        self.left, self.right = left, right
    def __lt__(self, other):
        return self.left < other.left
def main():
    read = sys.stdin.readline
    first = list(map(int, read().split()))
    words = [int(word) for word in sys.stdin.read().split()]
    count = defaultdict(int)
    for index in range(9):
        count[index % 3] += index
    pairs = sorted(Pair(value, key) for key, value in count.items())
    print(*words, len(pairs))
    print(f"{pairs[0].left} {pairs[-1].right:.3f}", "%d" % 3, sep=" ")
    print(" ".join(map(str, sorted(count, key=lambda key: -count[key]))))
n = int(input())
a, b = map(int, input().split())
print(a + b)
if __name__ == "__main__":
    main()
"""


def rehearse(confinement):
    """Compiles and runs a small program as candidates are: what the interpreter does at the first time, and what it
    writes into code until it is warm, is done once here and not in every fork."""
    streams, depth = (sys.__stdin__, sys.__stdout__), sys.getrecursionlimit()
    with open(os.memfd_create("rehearsal"), "w+") as given, open(os.devnull, "w") as nowhere:
        given.write("3\n-5 12345678901\n1 2\n" + "70 -8 900\n" * 9)
        for _ in range(REHEARSALS):
            code = marshal.dumps(compile(REHEARSAL, confinement.file, "exec", dont_inherit=True))
            template = Template(("", b"", code), confinement)
            template.load()
            template.mode = MAIN
            template.prepare()
            given.seek(0)
            sys.__stdin__ = sys.stdin = given
            sys.__stdout__ = sys.stdout = nowhere
            template.run()
            sys.setrecursionlimit(depth)
    sys.stdin, sys.stdout = sys.__stdin__, sys.__stdout__ = streams


class CodePages:
    """The interpreter's own code and constants.

    A fork does not get with it the pages of a file that its parent has mapped: it has to ask for them again, a few at
    a time. Huge pages of memory it gets, each for the price of a small one. So the code is moved there.
    """

    HUGE = 2 << 20
    LOAD, MAY_WRITE, FIXED_ADDRESSES = 1, 2, 2  # as in ELF files
    ADVISE_HUGE, MOVE_TO_ADDRESS = 14, 3

    def __init__(self):
        """Finds them: what is read-only at the begin of the file that has the interpreter in it."""
        info = (ctypes.c_void_p * 4)()
        self.start = self.end = 0
        if not libc.dladdr(ctypes.cast(ctypes.pythonapi.Py_GetVersion, ctypes.c_void_p), info):
            return
        base = info[1]
        header = ctypes.string_at(base, 64)
        shift = 0 if struct.unpack_from("=H", header, 16)[0] == self.FIXED_ADDRESSES else base
        table, = struct.unpack_from("=Q", header, 32)
        size, count = struct.unpack_from("=HH", header, 54)
        page = resource.getpagesize()
        for index in range(count):
            entry = struct.unpack("=IIQQQQQQ", ctypes.string_at(base + table + index * size, 56))
            kind, flags, start, length = entry[0], entry[1], entry[3] + shift, entry[6]
            if kind != self.LOAD or flags & self.MAY_WRITE or self.end not in (0, start & -page):
                continue
            self.start = self.start or start & -page
            self.end = start + length + page - 1 & -page

    def move(self):
        """Does nothing where the machine has no huge pages for us."""
        # What lies beside whole huge pages stays where it is: small pages would be copied, needed or not.
        self.start, self.end = self.start + self.HUGE - 1 & -self.HUGE, self.end & -self.HUGE
        size = self.end - self.start
        if size <= 0:
            return
        room = size + self.HUGE
        memory = libc.mmap(None, room, 0, PRIVATE_MEMORY, -1, 0)
        if memory == NO_MEMORY:
            return
        copy = memory + -memory % self.HUGE
        if (libc.mprotect(copy, size, READ_WRITE) == 0 and libc.madvise(copy, size, self.ADVISE_HUGE) == 0
                and self.is_copied(copy, size) and libc.mprotect(copy, size, READ_EXECUTE) == 0):
            libc.mremap(copy, size, size, self.MOVE_TO_ADDRESS, self.start)
        libc.munmap(memory, room)

    def is_copied(self, copy, size):
        """Whether the copy has huge pages: then it took few page faults."""
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        ctypes.memmove(copy, self.start, size)
        faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
        return faults < size // resource.getpagesize() * 3 // 4


def set_default_thread_stack():
    # glibc took the size from our own stack limit, which is large to leave room for deep recursion.
    attributes = ctypes.create_string_buffer(64)
    if (libc.pthread_attr_init(attributes) != 0
            or libc.pthread_attr_setstacksize(attributes, ctypes.c_size_t(THREAD_STACK)) != 0
            or libc.pthread_setattr_default_np(attributes) != 0):
        threading.stack_size(THREAD_STACK)


def main():
    declare()
    Calls.prepare()
    call(NR_PRCTL, PR_SET_DUMPABLE, 0)
    os.environ.pop("LD_BIND_NOW", None)  # ours: calls that were bound at the start are not bound in every fork
    set_default_thread_stack()
    version = "python%d.%d" % sys.version_info[:2]
    for directory in ("lib/%s/site-packages" % version, "lib/python3/dist-packages"):
        sys.path.append(os.path.join(sys.prefix, directory))
    # What the interpreter's start adds to the built-ins, which is left out here: `exit` and its like.
    site.setquit()
    site.setcopyright()
    site.sethelper()
    random.seed(0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    channel = _socket.socket(fileno=CHANNEL)
    confinement = Confinement(channel.recv(65536))
    sys.argv = [confinement.file]
    fork = Fork(TEMPLATE_PID if confinement.has_namespaces else 0)
    for kind in (resource.RLIMIT_MEMLOCK, resource.RLIMIT_MSGQUEUE):
        set_limit(kind, 0)
    rehearse(confinement)
    CodePages().move()
    gc.collect()
    trim()
    gc.freeze()
    channel.send(b"+")
    serve(channel, confinement, fork)


main()
