import Foundation

/// What checkers of published evaluations do: a resident interpreter starts a process for each candidate, which runs
/// all tests by `exec` with other standard streams. Nothing is isolated.
final class ReferenceChecker: Sendable {
  /// How much of what they do is done.
  enum Manner: String {
    /// As little as possible: streams are replaced, and the results come through a pipe.
    case pipe
    /// The results come through a `multiprocessing.Manager`, one for each candidate.
    case manager
    /// Also, as the runners of APPS, LiveCodeBench and S\* do, `unittest.mock` patches all ways to read for each test,
    /// an alarm is set, and the program runs in a module of its own.
    case patched
  }

  private static let script = """
    import io, json, multiprocessing, signal, sys, types
    from unittest.mock import mock_open, patch
    context = multiprocessing.get_context("fork")

    def check(source, tests, report):
        passed = []
        for given, expected in tests:
            sys.stdin, sys.stdout = io.StringIO(given), io.StringIO()
            exec(compile(source, "program", "exec"), {"__name__": "__main__"})
            passed.append(sys.stdout.getvalue().split() == expected.split())
        report(passed)

    def late(number, frame):
        raise TimeoutError

    def check_patched(source, tests, report):
        signal.signal(signal.SIGALRM, late)
        code, passed = compile(source, "program", "exec"), []
        for given, expected in tests:
            lines, printed = iter(given.splitlines(True)), io.StringIO()
            signal.alarm(6)
            with patch("builtins.open", mock_open(read_data=given)), patch("sys.stdin", io.StringIO(given)), \\
                    patch("sys.stdin.readline", lambda *_: next(lines, "")), patch("sys.stdin.read", lambda *_: given), \\
                    patch("sys.stdin.readlines", lambda *_: given.splitlines(True)), patch("sys.stdout", printed):
                module = types.ModuleType("__main__")
                exec(code, module.__dict__)
            signal.alarm(0)
            passed.append(printed.getvalue().split() == expected.split())
        report(passed)

    manner = sys.argv[1]
    if manner == "patched":
        check = check_patched
    for line in sys.stdin:
        source, tests = json.loads(line)
        if manner != "pipe":
            with context.Manager() as manager:
                results = manager.list()
                process = context.Process(target=check, args=(source, tests, results.append))
                process.start()
                process.join()
                passed = results[0]
        else:
            receiver, sender = context.Pipe(False)
            process = context.Process(target=check, args=(source, tests, sender.send))
            process.start()
            process.join()
            passed = receiver.recv()
        print(json.dumps(passed), flush=True)
    """

  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()

  init(python: String, manner: Manner) throws {
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", Self.script, manner.rawValue]
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
  }

  /// Whether each pair of input and expected output was passed.
  func check(_ source: String, _ tests: [[String]]) throws -> [Bool] {
    struct Request: Encodable {
      var source: String
      var tests: [[String]]
      func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(source)
        try list.encode(tests)
      }
    }
    let request = try JSONEncoder().encode(Request(source: source, tests: tests)) + Data("\n".utf8)
    try requests.fileHandleForWriting.write(contentsOf: request)
    var answer = Data()
    while answer.last != UInt8(ascii: "\n") {
      let more = answers.fileHandleForReading.availableData
      guard !more.isEmpty else { throw BareProcess.Failure(description: "the checker ended") }
      answer += more
    }
    return try JSONDecoder().decode([Bool].self, from: answer)
  }

  func stop() {
    try? requests.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
