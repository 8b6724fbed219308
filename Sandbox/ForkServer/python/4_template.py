# A program that is compiled or loaded once, and forked for each test.
# Between the interpreter's start and the candidate's first line; they do not count as its depth of recursion.
OWN_CALLS = 9 if sys.version_info < (3, 11) else 8
LARGE = 32 << 10  # bytes of source: compiling more leaves a MiB or more of garbage


def read_program(descriptor):
    """The installed program: entry point, source (to be compiled) or code (see PreparedProgram.swift)."""
    return unpack(os.pread(descriptor, os.fstat(descriptor).st_size, 0))


def unpack(program):
    entry_size, source_size = struct.unpack_from("=II", program)
    source_end = 8 + entry_size + source_size
    return program[8:8 + entry_size].decode(), program[8 + entry_size:source_end], program[source_end:]


def failed(status, error):
    os.write(status, repr(error).encode()[:200])
    os._exit(127)


class Template:
    """A program that is compiled or loaded, and is never run here."""

    def __init__(self, program, confinement):
        self.entry, self.source, self.compiled = program
        self.confinement = confinement
        self.mode = self.code = self.failure = None

    def confine(self, tests):
        confinement = self.confinement
        os.setsid()
        os.chdir(confinement.box)
        if confinement.is_confined:
            check(confinement.become_user(), "becoming the candidates' user")
            confinement.check_parent()
        tests.install()

    def compile(self, request, output, errors):
        """Writes the code to `output`; ends, with the reason written to `errors`, when there is none."""
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
        flush()
        os.close(output)
        os.dup2(own_errors, 2)
        os.close(own_errors)
        if len(self.source) > LARGE:
            os._exit(0)  # every fork would copy the garbage: the code is loaded anew
        self.source = rest = None
        trim()
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

    def serve(self, tests):
        os.closerange(0, CHANNEL)
        message = tests.receive()
        if not message:
            return
        request = REQUEST.unpack(message)
        self.mode, self.confinement.processor_time[:] = request[0], [request[2]] * 2
        set_limits(request)
        message = request = None
        if tests.fork_each():
            os._exit(self.run())

    def run(self):
        """Runs the program in a fork and returns its status."""
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
    try:
        template = Template(read_program(descriptors[1]), confinement)
        tests = gate or Tests(confinement)
        template.confine(tests)
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
            os.write(CHANNEL, ANSWER.pack(-(getattr(error, "errno", None) or errno.EINVAL)))
        finally:
            os._exit(127)
    try:
        os.closerange(CHANNEL + 1, 64)
        if request[0] == COMPILE:
            os.write(CHANNEL, ANSWER.pack(0))
        template.serve(tests)
    finally:
        os._exit(127)


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
        for descriptor in descriptors:
            os.close(descriptor)
        channel.send(ANSWER.pack(pid))
