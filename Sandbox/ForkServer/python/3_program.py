# Running a program so that it ends as under the plain interpreter.
COMPILE, MAIN, FUNCTION, ASSERTIONS = 0, 1, 2, 3
FAILED_TO_FLUSH = 120  # the interpreter's own status for that
FULL_COLLECTIONS = 0  # of garbage, before the fork


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
