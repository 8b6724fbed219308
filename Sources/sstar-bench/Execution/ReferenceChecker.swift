import Foundation

/// What checkers of published evaluations do: a resident interpreter starts a process for each candidate, which runs
/// all tests by `exec` with other standard streams. Nothing is isolated.
final class ReferenceChecker: Sendable {
  private static let script = """
    import io, json, multiprocessing, sys
    context = multiprocessing.get_context("fork")

    def check(source, tests, report):
        passed = []
        for given, expected in tests:
            sys.stdin, sys.stdout = io.StringIO(given), io.StringIO()
            exec(compile(source, "program", "exec"), {"__name__": "__main__"})
            passed.append(sys.stdout.getvalue().split() == expected.split())
        report(passed)

    for line in sys.stdin:
        source, tests = json.loads(line)
        if sys.argv[1] == "manager":
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

  /// - Parameter manager: whether results come through a `multiprocessing.Manager`, one for each candidate.
  init(python: String, manager: Bool) throws {
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", Self.script, manager ? "manager" : "pipe"]
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
