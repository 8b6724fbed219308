"""Fork server: a resident interpreter whose forks run one candidate each.

Started by the launcher with a socket as descriptor 3. A request is a fork_request (see forkserver.h)
with descriptors: standard input, output, error, program, status pipe and, with namespaces, the test's
pid namespace. The answer is the pid of the fork, which is a child of the launcher: the launcher watches
and reaps it. Nothing here ever sees an expected output.
"""
import sys

# Only what many candidates import, and what is needed here: each page of memory that this interpreter
# holds makes every fork dearer.
import _frozen_importlib_external, _socket, atexit, ctypes, gc, marshal, os, resource, signal, site, struct, threading, types
import bisect, collections, functools, heapq, itertools, json, math, operator, random, re, string, time, typing

COMPILE, MAIN, FUNCTION, ASSERTIONS = 0, 1, 2, 3
CHANNEL, STATUS = 3, 4
CLONE_PARENT, CLONE_CHILD_SETTID, CLONE_CHILD_CLEARTID, CLONE_NEWPID = 0x8000, 0x1000000, 0x200000, 0x20000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 4
THREAD_STACK = 8 << 20
FIRST_PID = 2  # of a program in a pid namespace of its own
FAILED_TO_FLUSH = 120  # the interpreter's own status for that
# Between the interpreter's start and the candidate's first line; they do not count as its depth of recursion.
OWN_CALLS = 6 if sys.version_info < (3, 12) else 5


libc = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
NR_CLONE, NR_SETNS, NR_CAPSET = (56, 308, 126) if X86 else (220, 268, 91)
NR_SECCOMP = 317 if X86 else 277


def call(number, *arguments):
    result = libc.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), "system call %d" % number)
    return result


def thread_id_address():
    """Where glibc keeps this thread's id, so that a fork has its own there; None where not found."""
    libc.pthread_self.restype = ctypes.c_void_p
    base = libc.pthread_self()
    for offset in (720, 208):
        if ctypes.c_int.from_address(base + offset).value == threading.get_native_id():
            return base + offset
    return None


class Confinement:
    """What each fork does to itself before it runs a candidate, prepared once."""

    def __init__(self, greeting):
        user, _, length, count = struct.unpack_from("=IIII", greeting)
        self.user = None if user == 0xFFFFFFFF else user
        self_at = struct.unpack_from("=16I", greeting, 16)[:count]
        self.box = greeting[80:592].split(b"\0", 1)[0].decode()
        self.file = greeting[592:1104].split(b"\0", 1)[0].decode() + "/main.py"
        # All is laid out here, so that a fork touches as little memory as possible.
        self.filter = ctypes.create_string_buffer(greeting[1104:1104 + 8 * length], max(1, 8 * length))
        self.filter_program = ctypes.create_string_buffer(
            struct.pack("HxxxxxxQ", length, ctypes.addressof(self.filter)), 16)
        self.length = length
        self.self_at = [8 * index + 4 for index in self_at]
        self.set_own_pid(FIRST_PID)
        self.no_capabilities = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()

    def set_own_pid(self, pid):
        self.own_pid = pid
        for position in self.self_at:
            struct.pack_into("=I", self.filter, position, pid)

    def apply(self):
        if not self.length:
            return
        if self.user is not None:
            os.setgroups([])
            os.setresgid(self.user, self.user, self.user)
            os.setresuid(self.user, self.user, self.user)
        call(NR_CAPSET, ctypes.byref(self.no_capabilities[0]), ctypes.byref(self.no_capabilities[1]))
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # nobody else would end a sleeper
        libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # a process that is not cannot open its own /dev/stdin
        if os.getpid() != self.own_pid:
            self.set_own_pid(os.getpid())
        call(NR_SECCOMP, 1, 4, self.filter_program)


def set_limit(kind, value):
    hard = resource.getrlimit(kind)[1]
    wanted = resource.RLIM_INFINITY if value == 0xFFFFFFFFFFFFFFFF else value
    if hard != resource.RLIM_INFINITY and (wanted == resource.RLIM_INFINITY or wanted > hard):
        wanted = hard
    # A program may ask for a larger stack: it is memory like any other, and counts when it is used.
    resource.setrlimit(kind, (wanted, hard if kind == resource.RLIMIT_STACK else wanted))


def prepare(request, descriptors, confinement):
    """Turns a fresh fork into the jailed process of one execution."""
    _, _, cpu, data, space, stack, file_size, processes, files = request
    for target, descriptor in enumerate(descriptors[:3]):
        os.dup2(descriptor, target)
    program = os.pread(descriptors[3], os.fstat(descriptors[3]).st_size, 0)
    os.dup2(descriptors[4], STATUS, inheritable=False)
    os.close(CHANNEL)
    os.closerange(STATUS + 1, 64)
    os.setsid()
    os.chdir(confinement.box)
    for kind, value in ((resource.RLIMIT_CPU, cpu), (resource.RLIMIT_DATA, data), (resource.RLIMIT_AS, space),
                        (resource.RLIMIT_STACK, stack), (resource.RLIMIT_FSIZE, file_size),
                        (resource.RLIMIT_NOFILE, files), (resource.RLIMIT_NPROC, processes),
                        (resource.RLIMIT_MEMLOCK, 0), (resource.RLIMIT_MSGQUEUE, 0)):
        set_limit(kind, value)
    confinement.apply()
    os.close(STATUS)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return program


def unpack(program):
    """The installed program: entry point, source (to be compiled) or code (see PreparedProgram.swift)."""
    entry_size, source_size = struct.unpack_from("=II", program)
    source_end = 8 + entry_size + source_size
    return program[8:8 + entry_size].decode(), program[8 + entry_size:source_end], program[source_end:]


def flush():
    """Flushes the streams that are in place now; false when that failed."""
    done = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not getattr(stream, "closed", False):
                stream.flush()
        except BaseException as error:
            done = False
            if stream is sys.stdout:
                ignore(error, stream)
    return done


def ignore(error, source):
    """Tells of an error that nobody can handle any more."""
    try:
        print("Exception ignored in: %r" % source, file=sys.stderr)
        show(error)
    except BaseException:
        pass


def show(error):
    """Prints an exception as the interpreter would, without our own frames."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_globals is globals():
        trace = trace.tb_next
    error.__traceback__ = trace
    sys.excepthook(type(error), error, trace)


def report(error):
    flush()
    show(error)
    flush()


def finish(module, status):
    """Ends as the interpreter does: threads, exit handlers, streams, the module's objects, streams."""
    try:
        threading._shutdown()
        try:
            atexit._run_exitfuncs()
        except BaseException as error:  # of the last one that failed, before Python 3.10
            report(error)
        flushed = flush()
        names = module.__dict__
        for private in (True, False):
            for name in list(names):
                if name != "__builtins__" and (name[:1] == "_" and name[1:2] != "_") == private:
                    names[name] = None
        # What the program put in place of the streams goes, and says what it kept.
        sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__
        gc.collect()
        return status if flush() and flushed else FAILED_TO_FLUSH
    except BaseException as error:
        report(error)
        return status or FAILED_TO_FLUSH


def interrupt():
    """Ends as the interpreter does after an interrupt that nobody handled."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGINT)


def status_of(error):
    code = error.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF if code.bit_length() < 64 else 0xFF
    flush()
    print(code, file=sys.stderr)
    return 1


def compile_only(source, file):
    try:
        code = compile(source, file, "exec", dont_inherit=True)
        sys.stdout.buffer.write(marshal.dumps(code))
        sys.stdout.flush()
    except BaseException as error:
        report(error.with_traceback(None))
        return 1
    return 0


def run(mode, entry, code, file):
    module = types.ModuleType("__main__")
    module.__dict__.update(
        __builtins__=__builtins__, __file__=file, __cached__=None, __annotations__={},
        __loader__=_frozen_importlib_external.SourceFileLoader("__main__", file))
    sys.modules["__main__"] = module
    sys.setrecursionlimit(sys.getrecursionlimit() + OWN_CALLS)
    threading.main_thread()._set_native_id()
    status = 0
    interrupted = False
    try:
        if mode == FUNCTION:
            call_function(module, entry, code)
        elif mode == ASSERTIONS:
            check_assertions(module, entry, code)
        else:
            exec(code, module.__dict__)
    except SystemExit as error:
        status = status_of(error)
    except BaseException as error:
        status = 1
        interrupted = isinstance(error, KeyboardInterrupt)
        report(error)
    status = finish(module, status)
    if interrupted:
        interrupt()
    return status


def call_function(module, entry, code):
    """Calls the entry point with one JSON value a line and prints the JSON of its result.

    What the function prints goes to standard error: standard output holds the result alone.
    """
    answers, sys.stdout = sys.stdout, sys.stderr
    dumps, loads = json.dumps, json.loads
    arguments = [loads(line) for line in sys.stdin.buffer.read().decode().splitlines() if line.strip()]
    exec(code, module.__dict__)
    function = module.__dict__.get(entry)
    if function is None and "Solution" in module.__dict__:
        function = getattr(module.__dict__["Solution"](), entry, None)
    if function is None:
        raise NameError("the program defines no function %r" % entry)
    text = dumps(function(*arguments), default=plain)
    answers.write(text + "\n")
    answers.flush()


def check_assertions(module, entry, code):
    """Runs assertions after the program, where they see all that it defines, and then prints the token.

    The program is in the same process: one that looks for the token finds it.
    """
    answers, sys.stdout = sys.stdout, sys.stderr
    # Read before: to the program, its input is empty.
    token, _, assertions = sys.stdin.buffer.read().decode().partition("\n")
    exec(code, module.__dict__)
    if entry not in module.__dict__ and "Solution" in module.__dict__:
        module.__dict__[entry] = getattr(module.__dict__["Solution"](), entry)
    try:
        exec(compile(assertions, "<assertions>", "exec", dont_inherit=True), module.__dict__)
    except AssertionError as error:
        report(error)  # a wrong answer, not a crash: the token alone accepts
        return
    answers.write(token + "\n")
    answers.flush()


def plain(value):
    """JSON for the values that solutions return in place of lists, numbers and strings."""
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, (collections.deque, range)) or hasattr(value, "__next__"):
        return list(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError("a result of type %s has no JSON form" % type(value).__name__)


def become_candidate(request, descriptors, confinement):
    try:
        program = prepare(request, descriptors, confinement)
    except BaseException as error:
        os.write(descriptors[4] if descriptors[4] != STATUS else STATUS, repr(error).encode()[:200])
        os._exit(127)
    status = 1
    try:
        entry, source, code = unpack(program)
        del program
        if request[0] == COMPILE:
            status = compile_only(source, confinement.file)
        else:
            code = marshal.loads(code)
            status = run(request[0], entry, code, confinement.file)
    except BaseException as error:
        try:
            report(error)
            flush()
        except BaseException:
            pass
    os._exit(status)


def serve(channel, confinement):
    format = struct.Struct("=IIQQQQQQQ")
    address = thread_id_address()
    flags, thread_slot = CLONE_PARENT | signal.SIGCHLD, None
    if address is not None:
        flags |= CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID
        thread_slot = ctypes.c_void_p(address)
    arguments = (flags, None, None, thread_slot, None) if X86 else (flags, None, None, None, thread_slot)
    own = os.open("/proc/self/ns/pid", os.O_RDONLY) if os.path.exists("/proc/self/ns/pid") else os.pidfd_open(os.getpid())
    number, clone = ctypes.c_long(NR_CLONE), libc.syscall
    while True:
        message, ancillary, _, _ = channel.recvmsg(format.size, 64)
        if not message:
            return
        data = ancillary[0][2]
        descriptors = struct.unpack("=%di" % (len(data) // 4), data)
        request = format.unpack(message)
        if request[1]:
            call(NR_SETNS, descriptors[5], CLONE_NEWPID)
        pid = clone(number, *arguments)
        if pid == 0:
            become_candidate(request, descriptors, confinement)
        channel.send(struct.pack("=i", pid if pid > 0 else -ctypes.get_errno()))
        if request[1]:
            call(NR_SETNS, own, CLONE_NEWPID)
        for descriptor in descriptors:
            os.close(descriptor)


def set_default_thread_stack():
    # glibc took the size from our own stack limit, which is large to leave room for deep recursion.
    attributes = ctypes.create_string_buffer(64)
    if (libc.pthread_attr_init(attributes) != 0
            or libc.pthread_attr_setstacksize(attributes, ctypes.c_size_t(THREAD_STACK)) != 0
            or libc.pthread_setattr_default_np(attributes) != 0):
        threading.stack_size(THREAD_STACK)


def main():
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    set_default_thread_stack()
    version = "python%d.%d" % sys.version_info[:2]
    for directory in ("lib/%s/site-packages" % version, "lib/python3/dist-packages"):
        sys.path.append(os.path.join(sys.prefix, directory))
    # What the interpreter's start adds to the built-ins, which is left out here: `exit` and its like.
    site.setquit()
    site.setcopyright()
    site.sethelper()
    random.seed(0)
    channel = _socket.socket(fileno=CHANNEL)
    confinement = Confinement(channel.recv(65536))
    sys.argv = [confinement.file]
    gc.collect()
    gc.freeze()
    channel.send(b"+")
    serve(channel, confinement)


main()
