import Foundation
import Testing

@Suite("sstar judge", .enabled(if: CommandRun.canRunPrograms))
struct JudgeCommandTests {
  private struct Document: Decodable {
    struct Test: Decodable {
      var name: String
      var hidden: Bool
      var verdict: String
      var cpuSeconds: Double
      var wallSeconds: Double
      var peakMemoryBytes: Int
    }
    var verdict: String
    var tests: [Test]
  }

  private let files: ProblemDirectory

  init() throws { files = try ProblemDirectory() }

  private func judge(_ program: String, _ problem: String = "add", _ options: String...) async throws
    -> CommandRun
  {
    try await CommandRun(["judge", files.path(program), files.path(problem)] + options)
  }

  @Test("An accepted program: a line a test, the final verdict, exit 0")
  func accepted() async throws {
    let run = try await judge("right.py")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.lines.count == 4)
    let names = run.lines.prefix(3).map { String($0.prefix { $0 != " " }) }
    #expect(names == ["sample/1", "secret/1", "secret/2"])
    #expect(run.lines.prefix(3).allSatisfy { $0.contains(" accepted ") && $0.hasSuffix(" MiB") })
    #expect(run.lines.last == "accepted (3 of 3 tests accepted)")
  }

  @Test("A wrong program: exit 4, all tests, with the first difference of each")
  func wrong() async throws {
    let run = try await judge("three.py")
    #expect(run.status == 4)
    #expect(run.lines.count == 4)
    #expect(run.lines[1].contains("wrong_answer"))
    #expect(run.lines[1].contains("“3” where “4” is expected"))
    #expect(run.lines.last == "wrong_answer (1 of 3 tests accepted)")
  }

  @Test("--first-failure leaves out later tests")
  func firstFailure() async throws {
    let run = try await judge("three.py", "add", "--first-failure")
    #expect(run.status == 4)
    #expect(run.lines.count == 3)
    #expect(run.lines.last == "wrong_answer (1 of 2 tests accepted)")
  }

  @Test("--json prints one document and nothing else")
  func json() async throws {
    let run = try await judge("three.py", "add", "--json")
    #expect(run.status == 4)
    let document = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
    #expect(document.verdict == "wrong_answer")
    #expect(document.tests.map(\.name) == ["sample/1", "secret/1", "secret/2"])
    #expect(document.tests.map(\.hidden) == [false, true, true])
    #expect(document.tests.map(\.verdict) == ["accepted", "wrong_answer", "wrong_answer"])
    #expect(
      document.tests.allSatisfy { $0.cpuSeconds > 0 && $0.wallSeconds > 0 && $0.peakMemoryBytes > 1 << 20 })
  }

  @Test(
    "What a program does decides its verdict",
    arguments: [
      ("1 / 0\n", "run_time_error"), ("while True: pass\n", "time_limit_exceeded"),
      ("print(3\n", "compile_error"),
      ("import sys\nsys.exit(3)\n", "run_time_error"),
    ])
  func verdicts(_ source: String, _ verdict: String) async throws {
    try files.write("program.py", source)
    let run = try await judge("program.py", "add", "--first-failure")
    #expect(run.status == 4)
    #expect(run.lines.last?.hasPrefix(verdict) == true, "\(run.output) \(run.errors)")
  }

  @Test("What a program prints cannot drive the terminal")
  func escapes() async throws {
    try files.write("nasty.py", "print('\\x1b[31mred\\x07\\u202e')\n")
    let run = try await judge("nasty.py")
    #expect(run.status == 4)
    #expect(run.output.contains("red"))
    let harmful = run.output.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.generalCategory == .format)
    }
    #expect(harmful.isEmpty)
  }

  @Test("A directory is a program of several files")
  func directory() async throws {
    try files.write("several/main.py", "from helper import add\nprint(add(input()))\n")
    try files.write("several/helper.py", "def add(line):\n    return sum(map(int, line.split()))\n")
    let run = try await judge("several")
    #expect(run.status == 0, "\(run.output) \(run.errors)")
  }

  @Test("--language stands in for an extension")
  func language() async throws {
    try files.write("program.txt", "print(sum(map(int, input().split())))\n")
    let refused = try await judge("program.txt")
    #expect(refused.status == 65)
    #expect(refused.errors.contains("--language"))
    #expect(try await judge("program.txt", "add", "--language", "python3").status == 0)
    #expect(try await judge("program.txt", "add", "--language", "klingon").status == 65)
  }

  @Test("A function problem calls the function")
  func function() async throws {
    for (name, text) in [
      "problem.yaml": "name: Sum\nsstar:\n  entry_point: total\n", ".timelimit": "1",
      "statement/problem.en.md": "Write total.\n", "data/sample/1.in": "[1, 2]\n10\n",
      "data/sample/1.ans": "13\n",
      "data/secret/1.in": "[]\n0.5\n", "data/secret/1.ans": "0.5\n",
    ] { try files.write("total/\(name)", text) }
    try files.write(
      "total.py", "def total(values, start):\n    print('noise')\n    return sum(values, start)\n")
    try files.write("other.py", "def other(values, start):\n    return 13\n")
    #expect(try await judge("total.py", "total").status == 0)
    let run = try await judge("other.py", "total")
    #expect(run.status == 4)
    #expect(run.lines.last?.hasPrefix("run_time_error") == true)
  }

  @Test("The examples of a Markdown statement are tests too")
  func statement() async throws {
    try files.write(
      "add.md", "# Add\n\nAdd.\n\n## Sample Input 1\n\n```\n1 2\n```\n\n## Sample Output 1\n\n```\n3\n```\n")
    let run = try await judge("right.py", "add.md")
    #expect(run.status == 0, "\(run.output) \(run.errors)")
    #expect(run.lines.last == "accepted (1 of 1 tests accepted)")
    try files.write("none.md", "# Add\n\nAdd two numbers.\n")
    let empty = try await judge("right.py", "none.md")
    #expect(empty.status == 65)
    #expect(empty.errors.contains("has no tests to judge by"))
  }

  @Test("A malformed package is exit 65, and the sentence names file and field")
  func malformed() async throws {
    try files.write("add/problem.yaml", "name: Add\nlimits:\n  memory: lots\n")
    let run = try await judge("right.py")
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("add/problem.yaml: limits.memory: expected a number, found “lots”"))
    #expect(try await judge("absent.py").status == 65)
    #expect(try await judge("right.py", "absent").status == 65)
  }

  @Test("Wrong usage is exit 64")
  func usage() async throws {
    #expect(try await CommandRun("judge").status == 64)
    #expect(try await judge("right.py", "add", "--no-such-option").status == 64)
    #expect(try await judge("right.py", "add", "--jobs", "0").status == 64)
  }
}
