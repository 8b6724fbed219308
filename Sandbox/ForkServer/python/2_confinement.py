# What a fork gives up before it runs a program, and how this process forks.
CLONE_PARENT, CLONE_CHILD_SETTID, CLONE_CHILD_CLEARTID = 0x8000, 0x1000000, 0x200000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_KEEPCAPS = 1, 4, 8
CAP_CHECKPOINT_RESTORE = 40
NO_LIMIT = 0xFFFFFFFFFFFFFFFF
# In a pid namespace of the jail's own all templates, and all programs, have the same pid. No other process of the
# jail lives as long.
TEMPLATE_PID, PROGRAM_PID = 290, 291
REQUEST, ANSWER = struct.Struct("=IIQQQQQQQQ"), struct.Struct("=i")


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
        self.header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        self.become_user = Calls(*self.first_steps())

    def first_steps(self):
        """The calls by which a fork of the server becomes the candidates' user, and ends with its parent. It keeps only
        the right to choose the pids of forks, where that is of use."""
        capabilities = (ctypes.c_uint32 * 6)()
        call(NR_CAPGET, self.header, capabilities)
        permitted = capabilities[4]  # of the capabilities from 32 on
        kept = permitted & 1 << CAP_CHECKPOINT_RESTORE - 32 if self.has_namespaces else 0
        user = self.user
        return (
            (NR_PRCTL, PR_SET_KEEPCAPS, 1),
            *(() if user is None else (
                (NR_SETGROUPS, 0, 0), (NR_SETRESGID, user, user, user), (NR_SETRESUID, user, user, user))),
            (NR_CAPSET, self.header, (ctypes.c_uint32 * 6)(0, 0, 0, kept, kept, 0)),
            (NR_PRCTL, PR_SET_PDEATHSIG, int(signal.SIGKILL)),
        )

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

    def __init__(self, pid, steps=(), filter=None):
        """`steps` are calls that the fork makes at once; one of them may install `filter`."""
        self.owner, self.pid, self.filter = os.getpid(), pid, filter
        flags, address = flags_of_fork()
        plain = (flags | signal.SIGCHLD, 0, 0, address, 0) if X86 else (flags | signal.SIGCHLD, 0, 0, 0, address)
        self.with_pid = Calls(clone_with_pid(pid), *steps)
        # The filter has the program's pid in it, which is not known before; what fails is told before all is closed.
        self.plain = Calls((NR_CLONE, *plain), *(step for step in steps if step[0] not in (NR_SECCOMP, NR_CLOSE_RANGE)))
        self.has_steps = len(steps) > 0

    def __call__(self):
        """The pid of the fork, and 0 in the fork; otherwise an error, and in the fork it ends with it."""
        answer = self.with_pid() if self.pid else -1
        if answer < 0 and not self.is_fork():
            self.pid = 0  # the kernel, or a container, does not let us choose
            answer = self.plain()
            if answer == 0 and self.has_steps:
                answer = self.finish()
        return answer

    def finish(self):
        try:
            if self.filter:
                self.filter.set_own_pid(os.getpid())
                self.filter.install()
            call(NR_CLOSE_RANGE, CHANNEL, 0xFFFFFFFF)
            return 0
        except OSError as error:
            return -error.errno

    def is_fork(self):
        return os.getpid() != self.owner


def flags_of_fork():
    """With the address of the thread's id, or 0."""
    address = thread_id_address() or 0
    return CLONE_PARENT | (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID if address else 0), address


def clone_with_pid(pid):
    """The call that forks and chooses the pid of the fork."""
    flags, address = flags_of_fork()
    wanted = ctypes.c_int32(pid)
    arguments = (ctypes.c_uint64 * 11)(flags, 0, address, 0, 0, 0, 0, 0, ctypes.addressof(wanted), 1, 0)
    arguments.wanted = wanted
    return NR_CLONE3, arguments, ctypes.sizeof(arguments)


class Tests:
    """Takes a template's requests, each of which comes with the streams of a test, and forks once for each.

    The template has no streams of its own, so those that come take their places.
    """

    def __init__(self, confinement):
        self.channel, self.confinement = _socket.socket(fileno=CHANNEL), confinement
        self.fork = Fork(PROGRAM_PID if confinement.has_namespaces else 0, confinement.last_steps(),
                         confinement.last if confinement.is_confined else None)

    def install(self):
        if self.confinement.is_confined:
            self.confinement.template.install()

    def receive(self):
        """The next request, or nothing."""
        message = self.channel.recvmsg(REQUEST.size, 32)[0]
        return message if len(message) == REQUEST.size else b""

    def fork_each(self):
        """Whether this is a fork, which can run the program; the template returns when there are no more tests."""
        while True:
            pid = self.fork()
            if pid == 0:
                if not self.fork.pid:
                    self.confinement.check_parent()
                    threading.main_thread()._set_native_id()
                return True
            if self.fork.is_fork():
                failed(CHANNEL, OSError(-pid, "becoming a program"))
            os.closerange(0, CHANNEL)
            self.channel.send(ANSWER.pack(pid))
            if not self.receive():
                return False


class Gate:
    """What ``Tests`` does, by one filter for the template and its programs, and without the interpreter.

    The filter lets the calls pass that a template makes again for each program, and no program may make, if they have
    as their sixth argument a number that the kernel drew for this template. The number is in a mapping of its own,
    never in an object of the interpreter's, and a fork drops the mapping. All but the number is laid out in the server.
    What a template writes to while it forks, or right after, it has to copy, as the fork has: so it forks again and
    again within a table of calls.
    """

    SIZE, DROP = 16 << 10, 4
    MESSAGE = 12 << 10  # after the tables and the filter
    GATED = NR_CLONE3, NR_CAPSET, NR_PRCTL, NR_RECVMSG

    def __init__(self, confinement):
        self.memory = libc.mmap(None, self.SIZE, READ_WRITE, PRIVATE_MEMORY, -1, 0)
        if self.memory == NO_MEMORY:
            raise MemoryError
        self.used, self.numbers, self.filter = 0, [], confinement.gated
        take = NR_RECVMSG, CHANNEL, self.message()
        answer = ctypes.create_string_buffer(ANSWER.pack(PROGRAM_PID), ANSWER.size)
        self.one = self.lay_out(take)
        self.all = self.lay_out(
            clone_with_pid(PROGRAM_PID), (NR_CLOSE_RANGE, 0, CHANNEL - 1), (NR_SENDTO, CHANNEL, answer, ANSWER.size),
            take, answers=(PROGRAM_PID, 0, ANSWER.size, REQUEST.size))
        limit, *steps, close = confinement.last_steps()
        steps.remove(confinement.last.installation)
        forget = NR_MADVISE, self.memory, self.SIZE, self.DROP
        self.become_program = self.lay_out(limit, *steps, close, forget)
        self.code = self.memory + self.used
        size = 8 * self.filter.length
        program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", self.filter.length, self.code), 16)
        ctypes.memmove(self.code, self.filter.code, size)
        self.draw = Calls((NR_GETRANDOM, self.numbers[0], 8))
        self.confine = Calls((NR_SECCOMP, 1, 4, program))

    def message(self):
        """The header of a message with three descriptors, whose places are not asked for: they are the lowest ones. All
        that the kernel writes is in one page."""
        header = (ctypes.c_uint64 * 7).from_address(self.memory + self.MESSAGE)
        part = (ctypes.c_uint64 * 2).from_address(ctypes.addressof(header) + 56)
        control = (ctypes.c_uint64 * 4).from_address(ctypes.addressof(part) + 16)
        self.request = (ctypes.c_char * REQUEST.size).from_address(ctypes.addressof(control) + 32)
        part[:] = ctypes.addressof(self.request), REQUEST.size
        # The size is just what three take, which the kernel writes there again.
        header[:] = 0, 0, ctypes.addressof(part), 1, ctypes.addressof(control), ctypes.sizeof(control), 0
        return header

    def lay_out(self, *rows, answers=()):
        table = (ctypes.c_long * (Calls.WIDTH * len(rows))).from_address(self.memory + self.used)
        self.used += ctypes.sizeof(table)
        for row, (number, *_) in enumerate(rows):
            if number in self.GATED:
                self.numbers.append(ctypes.addressof(table) + 8 * (Calls.WIDTH * row + 6))
        return Calls(*rows, answers=answers, table=table)

    def install(self):
        """In a template: draws the number and installs the filter."""
        self.owner = os.getpid()
        first, *others = self.numbers
        if self.draw() != 8:
            raise OSError("no random number")
        for other in others:
            ctypes.memmove(other, first, 8)
        for half, position in enumerate(self.filter.gate_at):
            ctypes.memmove(self.code + position, first + 4 * half, 4)
        check(self.confine(), "confining a template")

    def receive(self):
        return self.request.raw if self.one() == REQUEST.size else b""

    def fork_each(self):
        answer = self.all(Calls.FOREVER)
        if os.getpid() != self.owner:
            answer = self.become_program()
            if answer < 0:
                failed(CHANNEL, OSError(-answer, "becoming a program"))
            return True
        if answer < 0:
            os.write(CHANNEL, ANSWER.pack(answer))
        return False


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
                        (resource.RLIMIT_NOFILE, files), (resource.RLIMIT_NPROC, processes)):
        set_limit(kind, value)
