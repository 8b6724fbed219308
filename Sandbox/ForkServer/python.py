"""Fork server: a resident interpreter whose forks run one candidate each.

Started by the launcher with a socket as descriptor 3. Its requests are fork_requests (see forkserver.h): to make a
template, a fork that gives up what candidates may not have, compiles or loads a program, never runs it, and forks
once a test. Server and templates answer with the pid of their fork, which is a child of the launcher: the launcher
watches and reaps it. Nothing here ever sees an expected output.
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
NO_LIMIT = 0xFFFFFFFFFFFFFFFF
FAILED_TO_FLUSH = 120  # the interpreter's own status for that
# Between the interpreter's start and the candidate's first line; they do not count as its depth of recursion.
OWN_CALLS = 8 if sys.version_info < (3, 11) else 7
GARBAGE = 8 << 10  # KiB that compiling may leave in a template
# In a pid namespace of the jail's own all templates, and all programs, have the same pid. No other process of the
# jail lives as long.
TEMPLATE_PID, PROGRAM_PID = 290, 291


libc = ctypes.PyDLL(None, use_errno=True)  # PyDLL: what keeps the interpreter's lock does not write to it
X86 = os.uname().machine == "x86_64"
NR_CLONE, NR_CAPGET, NR_CAPSET, NR_PRCTL = (56, 125, 126, 157) if X86 else (220, 90, 91, 167)
NR_SECCOMP, NR_PRLIMIT = (317, 302) if X86 else (277, 261)
NR_RECVMSG, NR_MADVISE, NR_GETRANDOM = (47, 28, 318) if X86 else (212, 233, 278)
NR_CLONE3, NR_CLOSE_RANGE = 435, 436
READ_WRITE, READ_EXECUTE, PRIVATE_MEMORY = 3, 5, 0x22
NO_MEMORY = ctypes.c_void_p(-1).value


def declare():
    """The types of what we call in the C library."""
    pointer, size, number, long = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_long
    libc.mmap.restype = libc.mremap.restype = libc.pthread_self.restype = pointer
    libc.mmap.argtypes = (pointer, size, number, number, number, long)
    libc.mremap.argtypes = (pointer, size, size, number, pointer)
    libc.mprotect.argtypes = libc.madvise.argtypes = (pointer, size, number)
    libc.munmap.argtypes = (pointer, size)
    libc.syscall.argtypes, libc.syscall.restype = (long,) * Calls.WIDTH, long


class Calls:
    """System calls, made one after the other as long as they answer 0.

    They are laid out before the fork that is one of them, and made by a few instructions of our own where we know the
    machine: a fork copies each page that it touches.
    """

    WIDTH = 7  # the call's number and its arguments

    # For each row of a table: loads the registers, calls, and returns the answer if it is not 0 or is the last. The
    # sixth argument may be the number of a gate, and is left nowhere.
    INSTRUCTIONS = bytes.fromhex(
        "53 55 4889fb 4889f5"  # push rbx; push rbp; mov rbx, rdi; mov rbp, rsi
        "488b03 488b7b08 488b7310 488b5318"  # mov rax, [rbx]; mov rdi, [rbx+8]; mov rsi, [rbx+16]; mov rdx, [rbx+24]
        "4c8b5320 4c8b4328 4c8b4b30"  # mov r10, [rbx+32]; mov r8, [rbx+40]; mov r9, [rbx+48]
        "0f05 4885c0 7509"  # syscall; test rax, rax; jnz to the end
        "4883c338 48ffcd 75d5"  # add rbx, 56; dec rbp; jnz to the next row
        "4531c9 5d 5b c3"  # xor r9d, r9d; pop rbp; pop rbx; ret
    ) if X86 else b""
    by_instructions = None

    @classmethod
    def prepare(cls):
        if not cls.INSTRUCTIONS:
            return
        size = resource.getpagesize()
        memory = libc.mmap(None, size, READ_WRITE, PRIVATE_MEMORY, -1, 0)
        if memory == NO_MEMORY:
            return
        ctypes.memmove(memory, cls.INSTRUCTIONS, len(cls.INSTRUCTIONS))
        if libc.mprotect(memory, size, READ_EXECUTE) == 0:
            cls.by_instructions = ctypes.PYFUNCTYPE(ctypes.c_long, ctypes.c_void_p, ctypes.c_long)(memory)

    def __init__(self, *calls, table=None):
        self.calls = calls  # what arguments point to is kept
        self.count = len(calls)
        self.table = (ctypes.c_long * (self.WIDTH * self.count))() if table is None else table
        for row, call in enumerate(calls):
            for column, value in enumerate(call):
                self.table[row * self.WIDTH + column] = value if isinstance(value, int) else ctypes.addressof(value)

    def __call__(self):
        """The last answer; errors are negative."""
        if self.by_instructions is not None:
            return Calls.by_instructions(self.table, self.count)
        for row in range(self.count):
            answer = libc.syscall(*self.table[row * self.WIDTH:(row + 1) * self.WIDTH])
            if answer:
                return answer if answer > 0 else -ctypes.get_errno()
        return 0


def call(number, *arguments):
    answer = Calls((number, *arguments))()
    if answer < 0:
        raise OSError(-answer, "system call %d" % number)


def thread_id_address():
    """Where glibc keeps this thread's id, so that a fork has its own there; None where not found."""
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
        self.gate_at = [8 * index + 4 for index in struct.unpack_from("=2I", sent, 72)]
        self.code = ctypes.create_string_buffer(sent[80:80 + 8 * length], max(1, 8 * length))
        self.program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", length, ctypes.addressof(self.code)), 16)
        self.installation = (NR_SECCOMP, 1, 4, self.program)
        self.set_own_pid(PROGRAM_PID)

    def install(self):
        call(*self.installation)

    def set_own_pid(self, pid):
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
        self.gated, self.template, self.last = (Filter(greeting[1032 + index * size:]) for index in range(3))
        self.is_confined = self.template.length > 0
        self.launcher = os.getppid()
        self.processor_time = (ctypes.c_uint64 * 2)()  # the limit on it: soft and hard
        self.header, self.capabilities = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()

    def become_user(self):
        """The candidates' user. Keeps only the right to choose the pids of forks, where that is of use."""
        call(NR_PRCTL, PR_SET_KEEPCAPS, 1)
        call(NR_CAPGET, self.header, self.capabilities)
        if self.user is not None:
            os.setgroups([])
            os.setresgid(self.user, self.user, self.user)
            os.setresuid(self.user, self.user, self.user)
        permitted = self.capabilities[4]  # of the capabilities from 32 on
        kept = permitted & 1 << CAP_CHECKPOINT_RESTORE - 32 if self.has_namespaces else 0
        self.capabilities[:] = [0, 0, 0, kept, kept, 0]
        call(NR_CAPSET, self.header, self.capabilities)

    def last_steps(self):
        """The calls by which a fork of a template becomes a program: what is left of rights goes, for good."""
        limit = (NR_PRLIMIT, 0, resource.RLIMIT_CPU, self.processor_time)
        close = (NR_CLOSE_RANGE, CHANNEL, 0xFFFFFFFF)
        return (limit, *self.confining_steps(), close) if self.is_confined else (limit, close)

    def confining_steps(self):
        return (
            (NR_CAPSET, self.header, (ctypes.c_uint32 * 6)()),
            (NR_PRCTL, PR_SET_PDEATHSIG, int(signal.SIGKILL)),  # nobody else would end a sleeper
            (NR_PRCTL, PR_SET_DUMPABLE, 1),  # a process that is not cannot open its own /dev/stdin
            self.last.installation,
        )

    def check_parent(self):
        """For where programs do not end with the namespace of the launcher."""
        if self.is_confined and os.getppid() != self.launcher:
            os._exit(127)  # it went before it was said that this ends with it


class Fork:
    """Forks this process as a child of its parent, which is the launcher."""

    def __init__(self, pid, steps=(), filter=None, table=None):
        """`steps` are calls that the fork makes at once; one of them may install `filter`. With a table for them
        there is no other way than to choose the pid."""
        self.owner, self.pid, self.filter = os.getpid(), pid, filter
        address = thread_id_address() or 0
        flags = CLONE_PARENT | (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID if address else 0)
        wanted = ctypes.c_int32(pid)
        arguments = (ctypes.c_uint64 * 11)(flags, 0, address, 0, 0, 0, 0, 0, ctypes.addressof(wanted), 1, 0)
        arguments.wanted = wanted
        plain = (flags | signal.SIGCHLD, 0, 0, address, 0) if X86 else (flags | signal.SIGCHLD, 0, 0, 0, address)
        self.with_pid = Calls((NR_CLONE3, arguments, 88), *steps, table=table)
        # The filter has the program's pid in it, which is not known before.
        rest = (step for step in steps if not filter or step is not filter.installation)
        self.plain = Calls((NR_CLONE, *plain), *rest) if table is None else None

    def __call__(self):
        """The pid of the fork, and 0 in the fork; otherwise an error, and in the fork it ends with it."""
        answer = self.with_pid() if self.pid else -1
        if answer < 0 and self.plain and not self.is_fork():
            self.pid = 0  # the kernel, or a container, does not let us choose
            answer = self.plain()
            if answer == 0 and self.filter:
                self.filter.set_own_pid(os.getpid())
                answer = self.filter.install() or 0
        return answer

    def is_fork(self):
        return os.getpid() != self.owner


class Gate:
    """The calls that a template makes again for each program, and no program may make.

    One filter is for both: it lets such calls pass that have as their sixth argument a number that the kernel drew for
    this template. The number is in a mapping of its own, never in an object of the interpreter's, and a fork drops the
    mapping. All but the number is laid out in the server.
    """

    SIZE, DROP = 16 << 10, 4
    GATED = NR_CLONE3, NR_CAPSET, NR_PRCTL, NR_RECVMSG

    def __init__(self, confinement):
        self.memory = libc.mmap(None, self.SIZE, READ_WRITE, PRIVATE_MEMORY, -1, 0)
        if self.memory == NO_MEMORY:
            raise MemoryError
        self.used, self.numbers, self.filter = 0, [], confinement.gated
        limit, *steps, close = confinement.last_steps()
        steps.remove(confinement.last.installation)
        forget = (NR_MADVISE, self.memory, self.SIZE, self.DROP)
        rows = (limit, *steps, close, forget)
        self.fork = Fork(PROGRAM_PID, rows, table=self.take(1 + len(rows)))
        self.mark(self.fork.with_pid)
        self.request, self.control = ctypes.create_string_buffer(REQUEST.size), (ctypes.c_int * 16)()
        part = (ctypes.c_uint64 * 2)(ctypes.addressof(self.request), REQUEST.size)
        self.header = (ctypes.c_uint64 * 7)(0, 0, ctypes.addressof(part), 1, ctypes.addressof(self.control), 0, 0)
        self.header.part = part
        self.call = Calls((NR_RECVMSG, CHANNEL, self.header), table=self.take(1))
        self.mark(self.call)
        self.code = self.memory + self.used
        size = 8 * self.filter.length
        self.program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", self.filter.length, self.code), 16)
        ctypes.memmove(self.code, self.filter.code, size)

    def take(self, rows):
        table = (ctypes.c_long * (Calls.WIDTH * rows)).from_address(self.memory + self.used)
        self.used += ctypes.sizeof(table)
        return table

    def mark(self, calls):
        """Remembers where in its table the number goes."""
        for row, (number, *_) in enumerate(calls.calls):
            if number in self.GATED:
                self.numbers.append(ctypes.addressof(calls.table) + 8 * (Calls.WIDTH * (row + 1) - 1))

    def install(self):
        """In a template: draws the number and installs the filter."""
        self.fork.owner = os.getpid()
        first, *others = self.numbers
        if Calls((NR_GETRANDOM, first, 8))() != 8:
            raise OSError("no random number")
        for other in others:
            ctypes.memmove(other, first, 8)
        for half, position in enumerate(self.filter.gate_at):
            ctypes.memmove(self.code + position, first + 4 * half, 4)
        call(NR_SECCOMP, 1, 4, self.program)

    def receive(self):
        """The next request and its descriptors."""
        self.header[5] = ctypes.sizeof(self.control)
        size = self.call()
        return self.request.raw[:max(size, 0)], self.control[4:7]


def set_limit(kind, value, lasting=True):
    hard = resource.getrlimit(kind)[1]
    wanted = resource.RLIM_INFINITY if value == NO_LIMIT else value
    if hard != resource.RLIM_INFINITY and (wanted == resource.RLIM_INFINITY or wanted > hard):
        wanted = hard
    # A program may ask for a larger stack: it is memory like any other, and counts when it is used.
    resource.setrlimit(kind, (wanted, wanted if lasting and kind != resource.RLIMIT_STACK else hard))


def set_limits(request):
    """All but that on CPU time, which a template has not."""
    _, _, _, data, space, stack, file_size, processes, files, _ = request
    for kind, value in ((resource.RLIMIT_DATA, data), (resource.RLIMIT_AS, space),
                        (resource.RLIMIT_STACK, stack), (resource.RLIMIT_FSIZE, file_size),
                        (resource.RLIMIT_NOFILE, files), (resource.RLIMIT_NPROC, processes),
                        (resource.RLIMIT_MEMLOCK, 0), (resource.RLIMIT_MSGQUEUE, 0)):
        set_limit(kind, value)


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
        collect()
        return status if flush() and flushed else FAILED_TO_FLUSH
    except BaseException as error:
        report(error)
        return status or FAILED_TO_FLUSH


def collect():
    """Collects all garbage; only the youngest where there was no collection since the fork."""
    since = gc.get_count()
    gc.collect(0 if since[1] == since[2] == 0 and full_collections() == FULL_COLLECTIONS else 2)


def full_collections():
    return gc.get_stats()[2]["collections"]


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


def run(mode, module, entry, code):
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


class Template:
    """A program that is compiled or loaded, and is never run here."""

    def __init__(self, program, confinement):
        self.entry, self.source, self.compiled = program
        self.confinement = confinement
        self.mode = self.code = self.failure = None

    def confine(self, channel, gate):
        confinement = self.confinement
        os.setsid()
        os.chdir(confinement.box)
        if confinement.is_confined:
            confinement.become_user()
        if gate:
            self.fork, self.receive = gate.fork, gate.receive
            gate.install()
        else:
            self.open(channel)
            if confinement.is_confined:
                confinement.template.install()

    def open(self, channel):
        """Where there is no gate."""
        confinement = self.confinement
        self.fork = Fork(PROGRAM_PID if confinement.has_namespaces else 0, confinement.last_steps(),
                         confinement.last if confinement.is_confined else None)
        descriptors = struct.Struct("=3i")

        def receive():
            message, ancillary, _, _ = channel.recvmsg(REQUEST.size, 32)
            return message, descriptors.unpack(ancillary[0][2]) if message else ()

        self.receive = receive

    def compile(self, request, output, errors):
        """Writes the code to `output`; ends, with the reason written to `errors`, when there is none."""
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        own_errors = os.dup(2)
        os.dup2(errors, 2)
        os.close(errors)
        # Only for this: those of the program come with its first test, and may be wider.
        limits = {resource.RLIMIT_CPU: request[2], resource.RLIMIT_DATA: request[3], resource.RLIMIT_AS: request[4],
                  resource.RLIMIT_STACK: request[5]}
        for kind, value in limits.items():
            set_limit(kind, value, lasting=False)
        try:
            check_encoding(self.source, self.confinement.file)
            self.code = compile(self.source, self.confinement.file, "exec", dont_inherit=True)
            rest = memoryview(marshal.dumps(self.code))
            while rest:
                rest = rest[os.write(output, rest):]
        except BaseException as error:
            report(error.with_traceback(None))
            os._exit(1)
        os.close(output)
        os.dup2(own_errors, 2)
        os.close(own_errors)
        self.source = None
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before > GARBAGE:
            os._exit(0)  # every fork would copy it: the code is loaded anew
        for kind in limits:
            set_limit(kind, NO_LIMIT, lasting=False)

    def load(self):
        """What cannot be loaded fails when it is run."""
        try:
            self.code = marshal.loads(self.compiled)
        except BaseException as error:
            self.failure = error.with_traceback(None)
        self.compiled = None

    def prepare(self):
        """Does what a program needs and need not be done in each fork."""
        self.module = make_module(self.confinement)
        sys.setrecursionlimit(sys.getrecursionlimit() + OWN_CALLS)
        threading.main_thread()._native_id = PROGRAM_PID

    def serve(self, channel):
        fork, receive = self.fork, self.receive
        nothing = os.dup(0)
        while True:
            message, descriptors = receive()
            if not message:
                return
            if self.mode is None:
                request = REQUEST.unpack(message)
                self.mode, self.confinement.processor_time[:] = request[0], [request[2]] * 2
                set_limits(request)
            # A fork finds its streams in their place: what is done before is done in pages that are not copied.
            standard_input, output, error = descriptors
            os.dup2(standard_input, 0)
            os.dup2(output, 1)
            os.dup2(error, 2)
            pid = fork()
            if pid == 0:
                os._exit(self.run(fork))
            elif fork.is_fork():
                failed(CHANNEL, OSError(-pid, "becoming a program"))
            os.dup2(nothing, 0)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            os.closerange(nothing + 1, error + 1)
            channel.send(ANSWER.pack(pid))

    def run(self, fork):
        """Runs the program in a fork and returns its status."""
        if not fork.pid:
            self.confinement.check_parent()
            threading.main_thread()._set_native_id()
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
        return status


def make_module(confinement):
    """An empty main module, in its place."""
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    module.__dict__.update(
        __builtins__=__builtins__, __file__=confinement.file, __cached__=None, __annotations__={},
        __loader__=_frozen_importlib_external.SourceFileLoader("__main__", confinement.file))
    return module


def become_template(request, descriptors, confinement, gate):
    """`descriptors`: channel and program, and for one that is to be compiled output, error and status."""
    os.dup2(descriptors[0], CHANNEL)
    channel = _socket.socket(fileno=CHANNEL)
    try:
        template = Template(read_program(descriptors[1]), confinement)
        template.confine(channel, gate)
        if request[0] == COMPILE:
            template.compile(request, *descriptors[2:4])
        else:
            # No more memory than the program may have is used for it.
            set_limit(resource.RLIMIT_DATA, min(request[3], request[9]), lasting=False)
            template.load()
            set_limit(resource.RLIMIT_DATA, NO_LIMIT, lasting=False)
        template.prepare()
        global FULL_COLLECTIONS
        gc.collect()  # counts begin anew
        gc.freeze()
        FULL_COLLECTIONS = full_collections()
    except BaseException as error:
        if request[0] == COMPILE:
            failed(descriptors[4], error)
        try:
            channel.send(ANSWER.pack(-(getattr(error, "errno", None) or errno.EINVAL)))
        finally:
            os._exit(127)
    try:
        os.closerange(CHANNEL + 1, 64)
        if request[0] == COMPILE:
            channel.send(ANSWER.pack(0))
        template.serve(channel)
    finally:
        os._exit(127)


FULL_COLLECTIONS = 0
REQUEST, ANSWER = struct.Struct("=IIQQQQQQQQ"), struct.Struct("=i")


def serve(channel, confinement, fork):
    can_gate = confinement.is_confined and confinement.has_namespaces and Calls.by_instructions
    gate = Gate(confinement) if can_gate else None
    while True:
        message, ancillary, _, _ = channel.recvmsg(REQUEST.size, 64)
        if not message:
            return
        data = ancillary[0][2]
        descriptors = struct.unpack("=%di" % (len(data) // 4), data)
        request = REQUEST.unpack(message)
        pid = fork()
        if pid == 0:
            become_template(request, descriptors, confinement, gate if fork.pid else None)
        channel.send(ANSWER.pack(pid))
        for descriptor in descriptors:
            os.close(descriptor)


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


def rehearse(confinement, fork):
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
            template.run(fork)
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
    rehearse(confinement, fork)
    CodePages().move()
    gc.collect()
    if hasattr(libc, "malloc_trim"):
        libc.malloc_trim(0)
    gc.freeze()
    channel.send(b"+")
    serve(channel, confinement, fork)


main()
