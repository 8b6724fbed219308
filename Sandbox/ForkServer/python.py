"""Fork server: a resident interpreter whose forks run one candidate each.

Started by the launcher with a socket as descriptor 3. Its requests are fork_requests (see forkserver.h). One is to
compile a program, in a fork. The other is to make a template: a fork that loads a compiled program, never runs it,
gives up what candidates may not have, and forks once a test. Both answer with the pid of their fork, which is a child
of the launcher: the launcher watches and reaps it. Nothing here ever sees an expected output.
"""
import sys

# Only what many candidates import, and what is needed here: each page of memory that this interpreter
# holds makes every fork dearer.
import _frozen_importlib_external, _socket, _thread, atexit, ctypes, errno, gc, marshal, os, resource, signal, site
import struct, threading, types
import bisect, collections, functools, heapq, itertools, json, math, operator, random, re, string, time, typing

COMPILE, MAIN, FUNCTION, ASSERTIONS = 0, 1, 2, 3
CHANNEL = 3
CLONE_PARENT, CLONE_CHILD_SETTID, CLONE_CHILD_CLEARTID = 0x8000, 0x1000000, 0x200000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_KEEPCAPS = 1, 4, 8
CAP_CHECKPOINT_RESTORE = 40
THREAD_STACK = 8 << 20
FAILED_TO_FLUSH = 120  # the interpreter's own status for that
# Between the interpreter's start and the candidate's first line; they do not count as its depth of recursion.
OWN_CALLS = 8 if sys.version_info < (3, 12) else 7
# In a pid namespace of the jail's own all templates, and all programs, have the same pid. No other process of the
# jail lives as long.
TEMPLATE_PID, PROGRAM_PID = 290, 291


libc = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
NR_CLONE, NR_CAPGET, NR_CAPSET, NR_PRCTL, NR_SECCOMP = (56, 125, 126, 157, 317) if X86 else (220, 90, 91, 167, 277)
NR_CLONE3 = 435
system_call = libc.syscall


class Call:
    """A system call that is laid out before the fork that makes it, as a fork copies each page that it touches."""

    def __init__(self, number, *arguments):
        self.arguments = tuple(ctypes.c_long(value) if isinstance(value, int) else value
                               for value in (number, *arguments))

    def __call__(self):
        if system_call(*self.arguments) < 0:
            raise OSError(ctypes.get_errno(), "system call %d" % self.arguments[0].value)


def thread_id_address():
    """Where glibc keeps this thread's id, so that a fork has its own there; None where not found."""
    libc.pthread_self.restype = ctypes.c_void_p
    base = libc.pthread_self()
    for offset in (720, 208):
        if ctypes.c_int.from_address(base + offset).value == threading.get_native_id():
            return base + offset
    return None


class Filter:
    """A seccomp filter, laid out for the kernel."""

    def __init__(self, sent):
        length, count = struct.unpack_from("=II", sent)
        self.length = length
        self.self_at = [8 * index + 4 for index in struct.unpack_from("=16I", sent, 8)[:count]]
        self.code = ctypes.create_string_buffer(sent[72:72 + 8 * length], max(1, 8 * length))
        self.program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", length, ctypes.addressof(self.code)), 16)
        self.set_own_pid(PROGRAM_PID)
        self.install = Call(NR_SECCOMP, 1, 4, self.program) if length else None

    def set_own_pid(self, pid):
        self.own_pid = pid
        for position in self.self_at:
            struct.pack_into("=I", self.code, position, pid)


class Confinement:
    """What forks do to themselves before they run a candidate, prepared once."""

    def __init__(self, greeting):
        user, self.has_namespaces = struct.unpack_from("=II", greeting)
        self.user = None if user == 0xFFFFFFFF else user
        self.box = greeting[8:520].split(b"\0", 1)[0].decode()
        self.file = greeting[520:1032].split(b"\0", 1)[0].decode() + "/main.py"
        size = (len(greeting) - 1032) // 3
        self.whole, self.template, self.last = (Filter(greeting[1032 + index * size:]) for index in range(3))
        self.is_confined = self.whole.length > 0
        self.launcher = os.getppid()
        header, self.capabilities = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        self.get_capabilities = Call(NR_CAPGET, header, self.capabilities)
        self.set_capabilities = Call(NR_CAPSET, header, self.capabilities)
        self.drop_capabilities = Call(NR_CAPSET, header, (ctypes.c_uint32 * 6)())
        self.become_dumpable = Call(NR_PRCTL, PR_SET_DUMPABLE, 1, 0, 0, 0)
        self.die_with_launcher = Call(NR_PRCTL, PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)

    def become_user(self):
        """The candidates' user. Keeps only the right to choose the pids of forks, where that is of use."""
        libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
        self.get_capabilities()
        if self.user is not None:
            os.setgroups([])
            os.setresgid(self.user, self.user, self.user)
            os.setresuid(self.user, self.user, self.user)
        permitted = self.capabilities[4]  # of the capabilities from 32 on
        kept = permitted & 1 << CAP_CHECKPOINT_RESTORE - 32 if self.has_namespaces else 0
        self.capabilities[:] = [0, 0, 0, kept, kept, 0]
        self.set_capabilities()

    def become_program(self, filter):
        """The last steps: what is left of rights goes, for good."""
        self.drop_capabilities()
        self.die_with_launcher()  # nobody else would end a sleeper
        if os.getppid() != self.launcher:
            os._exit(127)
        if os.getpid() != filter.own_pid:
            filter.set_own_pid(os.getpid())
        self.become_dumpable()  # a process that is not cannot open its own /dev/stdin
        filter.install()


class Clone:
    """Forks this process as a child of its parent, which is the launcher."""

    def __init__(self, pid):
        address = thread_id_address()
        flags = CLONE_PARENT
        if address is not None:
            flags |= CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID
        slot = ctypes.c_void_p(address)
        flags_and_signal = flags | signal.SIGCHLD
        plain = (flags_and_signal, None, None, slot, None) if X86 else (flags_and_signal, None, None, None, slot)
        self.plain = (ctypes.c_long(NR_CLONE), *plain)
        self.wanted = ctypes.c_int32(pid)
        self.clone_args = (ctypes.c_uint64 * 11)(
            flags, 0, address or 0, 0, 0, 0, 0, 0, ctypes.addressof(self.wanted), 1, 0)
        self.with_pid = (ctypes.c_long(NR_CLONE3), self.clone_args, ctypes.c_long(88))
        self.pid = pid

    def __call__(self):
        if self.pid:
            pid = system_call(*self.with_pid)
            if pid >= 0:
                return pid
            self.pid = 0  # the kernel, or a container, does not let us choose
        return system_call(*self.plain)


def set_limit(kind, value, now=None):
    hard = resource.getrlimit(kind)[1]
    wanted = resource.RLIM_INFINITY if value == 0xFFFFFFFFFFFFFFFF else value
    if hard != resource.RLIM_INFINITY and (wanted == resource.RLIM_INFINITY or wanted > hard):
        wanted = hard
    # A program may ask for a larger stack: it is memory like any other, and counts when it is used.
    most = hard if kind == resource.RLIMIT_STACK else wanted
    resource.setrlimit(kind, (wanted if now is None or -1 < wanted < now else now, most))


def set_limits(request):
    """All but that on CPU time, which a template has not."""
    _, _, _, data, space, stack, file_size, processes, files, _ = request
    for kind, value in ((resource.RLIMIT_DATA, data), (resource.RLIMIT_AS, space),
                        (resource.RLIMIT_STACK, stack), (resource.RLIMIT_FSIZE, file_size),
                        (resource.RLIMIT_NOFILE, files), (resource.RLIMIT_NPROC, processes),
                        (resource.RLIMIT_MEMLOCK, 0), (resource.RLIMIT_MSGQUEUE, 0)):
        set_limit(kind, value)


def settle(confinement):
    """A session and the working directory, for a fork of the server."""
    os.setsid()
    os.chdir(confinement.box)


def take_streams(descriptors):
    """Makes the descriptors of a test one's own; returns where to tell of a failure."""
    standard_input, output, error, status = descriptors
    os.dup2(standard_input, 0)
    os.dup2(output, 1)
    os.dup2(error, 2)
    os.closerange(CHANNEL, status)
    return status


def read_program(descriptor):
    """The installed program: entry point, source (to be compiled) or code (see PreparedProgram.swift)."""
    return unpack(os.pread(descriptor, os.fstat(descriptor).st_size, 0))


def unpack(program):
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
        if _thread._count() or "concurrent.futures.thread" in sys.modules:
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


def check_encoding(source, file):
    """Refuses bytes in no encoding also in comments, where `compile` does not look at them."""
    cookie = rb"[ \t\f]*#.*?coding[:=][ \t]*[-\w.]"
    if any(re.match(cookie, line) for line in source.split(b"\n", 2)[:2]):
        return
    try:
        source.decode()
    except UnicodeDecodeError as error:
        place = f"in file {file} on line {source.count(10, 0, error.start) + 1}"
        raise SyntaxError(f"Non-UTF-8 code starting with '\\x{source[error.start]:02x}' {place}, but no encoding "
                          "declared; see https://peps.python.org/pep-0263/ for details") from None


def compile_only(source, file):
    try:
        check_encoding(source, file)
        code = compile(source, file, "exec", dont_inherit=True)
        sys.stdout.buffer.write(marshal.dumps(code))
        sys.stdout.flush()
    except BaseException as error:
        report(error.with_traceback(None))
        return 1
    return 0


def run(mode, module, entry, code):
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


def failed(status, error):
    os.write(status, repr(error).encode()[:200])
    os._exit(127)


def become_compiler(request, descriptors, confinement):
    status = descriptors[3]
    try:
        _, source, _ = read_program(descriptors[4])
        take_streams(descriptors[:4])
        os.closerange(status + 1, 64)
        settle(confinement)
        set_limits(request)
        set_limit(resource.RLIMIT_CPU, request[2])
        if confinement.is_confined:
            confinement.become_user()
            confinement.become_program(confinement.whole)
        os.close(status)
    except BaseException as error:
        failed(status, error)
    os._exit(compile_only(source, confinement.file))


class Template:
    """A program that is loaded and is never run here."""

    def __init__(self, request, descriptors, confinement):
        self.mode, self.cpu_seconds, self.confinement = request[0], request[2], confinement
        self.entry, _, code = read_program(descriptors[1])
        os.closerange(CHANNEL + 1, 64)
        settle(confinement)
        set_limits(request)
        if confinement.is_confined:
            confinement.become_user()
            confinement.template.install()
        self.load(code, request)
        self.module = types.ModuleType("__main__")
        self.module.__dict__.update(
            __builtins__=__builtins__, __file__=confinement.file, __cached__=None, __annotations__={},
            __loader__=_frozen_importlib_external.SourceFileLoader("__main__", confinement.file))
        sys.modules["__main__"] = self.module
        gc.freeze()

    def load(self, code, request):
        """What cannot be loaded fails when it is run. No more memory than the program may have is used for it."""
        self.code, self.failure = None, None
        set_limit(resource.RLIMIT_DATA, request[3], request[9])
        try:
            self.code = marshal.loads(code)
        except BaseException as error:
            self.failure = error.with_traceback(None)
        set_limit(resource.RLIMIT_DATA, request[3])

    def serve(self, channel):
        clone, format = Clone(PROGRAM_PID if self.confinement.has_namespaces else 0), struct.Struct("=4i")
        while True:
            message, ancillary, _, _ = channel.recvmsg(REQUEST.size, 32)
            if not message:
                return
            descriptors = format.unpack(ancillary[0][2])
            pid = clone()
            if pid == 0:
                self.become_program(descriptors)
            os.closerange(CHANNEL + 1, CHANNEL + 5)
            channel.send(ANSWER.pack(pid if pid > 0 else -ctypes.get_errno()))

    def become_program(self, descriptors):
        status = descriptors[3]
        try:
            take_streams(descriptors)
            set_limit(resource.RLIMIT_CPU, self.cpu_seconds)
            if self.confinement.is_confined:
                self.confinement.become_program(self.confinement.last)
            os.close(status)
        except BaseException as error:
            failed(status, error)
        status = 1
        try:
            if self.failure is None:
                status = run(self.mode, self.module, self.entry, self.code)
            else:
                report(self.failure)
        except BaseException as error:
            try:
                report(error)
                flush()
            except BaseException:
                pass
        os._exit(status)


def become_template(request, descriptors, confinement):
    os.dup2(descriptors[0], CHANNEL)
    channel = _socket.socket(fileno=CHANNEL)
    try:
        template = Template(request, descriptors, confinement)
    except BaseException as error:
        try:
            channel.send(ANSWER.pack(-(getattr(error, "errno", None) or errno.EINVAL)))
        finally:
            os._exit(127)
    try:
        template.serve(channel)
    finally:
        os._exit(127)


REQUEST, ANSWER = struct.Struct("=IIQQQQQQQQ"), struct.Struct("=i")


def serve(channel, confinement):
    to_compiler = Clone(PROGRAM_PID if confinement.has_namespaces else 0)
    to_template = Clone(TEMPLATE_PID if confinement.has_namespaces else 0)
    while True:
        message, ancillary, _, _ = channel.recvmsg(REQUEST.size, 64)
        if not message:
            return
        data = ancillary[0][2]
        descriptors = struct.unpack("=%di" % (len(data) // 4), data)
        request = REQUEST.unpack(message)
        become, clone = (become_template, to_template) if request[1] else (become_compiler, to_compiler)
        pid = clone()
        if pid == 0:
            become(request, descriptors, confinement)
        channel.send(ANSWER.pack(pid if pid > 0 else -ctypes.get_errno()))
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
    gc.collect()
    gc.freeze()
    channel.send(b"+")
    serve(channel, confinement)


main()
