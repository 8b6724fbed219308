import Foundation
import SStar
import Testing

@testable import SStarEvaluation

@Suite("Import of problem sets")
struct SuiteImportTests {
  private let directory: ImportDirectory

  init() throws { directory = try ImportDirectory() }

  private func run(_ records: [[String: Any]]) async throws -> ImportReport {
    try await SuiteImport(runner: nil).run([try directory.write(records)], to: directory.output)
  }

  @Test("HumanEval: comparisons are JSON, docstring examples public, prompt and solution one program")
  func humanEval() async throws {
    let report = try await run([SampleRecords.humanEval, SampleRecords.humanEvalLoop])
    #expect(report.imported.map(\.package) == ["humaneval-7", "humaneval-8"], "\(report)")
    let (package, hidden) = try directory.load("humaneval-7")
    #expect(texts(package.problem.publicTests) == ["1\n2\n= 3\n"])
    #expect(texts(hidden) == ["2\n2\n= 4\n", "-1\n1\n= 0\n"])
    guard case .function(let function) = package.problem.kind else { throw ImportSkip("no function") }
    #expect(function.signature == "def add(x: int, y: int) -> int:")
    #expect(package.submissions.first?.program.source.hasSuffix("\"\"\"\n    return x + y\n") == true)
    #expect(
      package.problem.statement.contains("Adds.") && !package.problem.statement.contains("return x + y"))
    let loop = try directory.load("humaneval-8")
    #expect(
      texts(loop.hidden) == [
        "code def check(candidate):\n    for i in range(9):\n        "
          + "assert candidate(i) == i + i\n\n\ncheck(twice)\n"
      ])
  }

  @Test("MBPP, full and sanitized: the entry point is the function that the first assertion calls")
  func mbpp() async throws {
    let report = try await run([SampleRecords.mbpp, SampleRecords.sanitized])
    #expect(report.imported.map(\.package) == ["mbpp-11", "mbpp-12"], "\(report)")
    let pair = try directory.load("mbpp-11")
    #expect(texts(pair.package.problem.publicTests) == ["code assert swap((1, 2)) == (2, 1)\n"])
    #expect(pair.hidden.count == 2 && pair.hidden.allSatisfy(\.isAssertions))
    #expect(!pair.package.problem.statement.contains("(4, 3)"))
    #expect(pair.package.problem.publicInputTests.isEmpty)
    let plain = try directory.load("mbpp-12")
    #expect(texts(plain.package.problem.publicTests) == ["1\n= 2\n"])
    #expect(texts(plain.hidden) == ["2\n= 3\n", "code import math\nassert math.isclose(inc(0.5), 1.5)\n"])
  }

  @Test("APPS: the tests that the statement shows are public; call-based ones are arguments and results")
  func apps() async throws {
    let report = try await run([SampleRecords.apps, SampleRecords.appsFunction])
    #expect(report.imported.map(\.package) == ["apps-42", "apps-43"], "\(report)")
    let (package, hidden) = try directory.load("apps-42")
    #expect(texts(package.problem.publicTests) == ["1 2\n= 3\n"])
    #expect(texts(hidden) == ["5\n6\n= 11\n"])
    #expect(package.origin?.difficulty == "interview" && package.origin?.url == "https://example.org/p/42")
    let function = try directory.load("apps-43")
    #expect(texts(function.hidden) == ["\"a\"\n\"b\"\n= \"ab\"\n", "\"\"\n\"c\"\n= \"c\"\n"])
    #expect(
      report.imported[1].warnings == ["the statement shows none of the tests as an example; none is public"])
  }

  @Test("APPS: values that merely occur in the statement stay hidden")
  func appsWithoutExamples() async throws {
    var record = SampleRecords.apps
    record["question"] = "Print 1 or 0, 0 <= n <= 1000000, modulo 1000000007."
    record["input_output"] =
      "{\"inputs\": [\"1\", \"0\", \"1000000\", \"7\"], \"outputs\": [\"1\", \"0\", \"1\", \"1\"]}"
    let report = try await run([record])
    #expect(report.imported.map(\.publicTests) == [0] && report.imported.map(\.hiddenTests) == [4])
    #expect(
      report.imported.first?.warnings == [
        "the statement shows none of the tests as an example; none is public"
      ])
  }

  @Test("Public tests that have to be the hidden ones too are warned of")
  func noOthers() async throws {
    var apps = SampleRecords.apps
    apps["input_output"] = "{\"inputs\": [\"1 2\"], \"outputs\": [\"3\"]}"
    var mbpp = SampleRecords.mbpp
    mbpp["test_list"] = ["assert swap((1, 2)) == (2, 1)"]
    var contests = SampleRecords.codeContests
    contests["name"] = "1_A"
    contests["private_tests"] = nil
    contests["generated_tests"] = ["input": [], "output": []]
    let report = try await run([apps, mbpp, contests, SampleRecords.codeContests])
    #expect(report.imported.map(\.hiddenTests) == [1, 1, 1, 2], "\(report)")
    #expect(
      report.imported.map { $0.warnings.count { $0.contains("all tests are public") } } == [1, 1, 1, 0])
  }

  @Test("TACO, which has no ids, is named by its questions")
  func taco() async throws {
    var record = SampleRecords.apps
    record["problem_id"] = nil
    let report = try await run([record, record])
    #expect(report.imported.first?.package.wholeMatch(of: /question-[0-9a-f]{8}/) != nil, "\(report)")
    #expect(report.skipped.map(\.reason) == ["duplicate"])
  }

  @Test("APPS as directories is the same as its records")
  func appsDirectory() async throws {
    for (file, field) in [
      ("question.txt", "question"), ("input_output.json", "input_output"), ("solutions.json", "solutions"),
    ] {
      _ = try directory.write(Data("\(SampleRecords.apps[field] ?? "")".utf8), "apps/0042/\(file)")
    }
    _ = try directory.write(Data("{\"difficulty\": \"interview\"}".utf8), "apps/0042/metadata.json")
    let source = directory.root.appendingPathComponent("apps")
    let report = try await SuiteImport(runner: nil).run([source], to: directory.output)
    #expect(report.imported.map(\.package) == ["apps-0042"], "\(report)")
    #expect(texts(try directory.load("apps-0042").hidden) == ["5\n6\n= 11\n"])
  }

  @Test("CodeContests: limits, tags, and solutions in known languages by their verdict")
  func codeContests() async throws {
    let report = try await run([SampleRecords.codeContests])
    #expect(report.imported.map(\.package) == ["codecontests-1575-a-another-sum"], "\(report)")
    let (package, hidden) = try directory.load("codecontests-1575-a-another-sum")
    #expect(package.problem.limits.cpuSeconds == 1.5 && package.problem.limits.memoryBytes == 244 << 20)
    #expect(texts(package.problem.publicTests) == ["1 2\n= 3\n"] && hidden.count == 2)
    #expect(
      package.submissions.map(\.name) == [
        "accepted/solution-1.cpp", "accepted/solution-1.py", "rejected/solution-1.py",
      ])
    #expect(package.origin?.platform == "codeforces" && package.origin?.tags == ["math"])
    #expect(
      package.problem.comparison == .tokens(TokenComparison(absoluteTolerance: 1e-5, relativeTolerance: 1e-5))
    )
  }

  @Test("LiveCodeBench: private tests are unpacked, date and difficulty kept")
  func liveCodeBench() async throws {
    var stdin = SampleRecords.liveCodeBench
    stdin["question_id"] = "abc301_a"
    stdin["public_test_cases"] = "[]"
    stdin["private_test_cases"] = "[{\"input\": \"5\", \"output\": \"YES\", \"testtype\": \"stdin\"}]"
    let report = try await run([SampleRecords.liveCodeBench, stdin])
    #expect(report.imported.map(\.package) == ["livecodebench-2727", "abc301-a"], "\(report)")
    let (package, hidden) = try directory.load("livecodebench-2727")
    #expect(texts(package.problem.publicTests) == ["1\n2\n= 3\n"])
    #expect(texts(hidden) == ["3\n4\n= 7\n"])
    #expect(package.origin?.date == "2023-08-21" && package.origin?.difficulty == "easy")
    let other = try directory.load("abc301-a")
    #expect(other.package.problem.kind == .standardIO && texts(other.hidden) == ["5\n= YES\n"])
    #expect(
      other.package.problem.comparison
        == .tokens(
          TokenComparison(caseSensitive: true, absoluteTolerance: 0, relativeTolerance: 0)))
  }

  @Test("A record that cannot be imported is named with file, line, id and reason; the others are imported")
  func skipped() async throws {
    var hostile = SampleRecords.liveCodeBench
    // os.system
    hostile["private_test_cases"] =
      "eJxrYJlqxgABPawF+cWZFVN62Iori0tSc6dMntIjXZJfmpyhoF+SW6BfXFySWKRbkJmcnZOqW5SYN6V1StAUPQCwnRc0"
    var files = SampleRecords.codeContests
    files["input_file"] = "in.txt"
    let good = try Data(
      contentsOf: directory.write([SampleRecords.humanEval, SampleRecords.humanEval, files, hostile]))
    let file = try directory.write(good + Data("{\"broken\n{\"a\": 1}\n[1]\n".utf8), "all.jsonl")
    let report = try await SuiteImport(runner: nil).run([file], to: directory.output)
    #expect(report.imported.count == 1)
    #expect(report.skipped.map(\.source) == (2...7).map { "all.jsonl:\($0)" })
    #expect(
      report.skipped.map(\.reason) == [
        "duplicate", "reads or writes files", "unsafe pickle", "not a JSON object", "unknown format",
        "not a JSON object",
      ], "\(report.skipped)")
    #expect(report.skipped[2].id == "2727")
    #expect(report.summary.hasPrefix("1 imported, 6 skipped (2 × not a JSON object, 1 × duplicate"))
    let saved = try JSONDecoder().decode(
      ImportReport.self, from: Data(contentsOf: directory.output.appendingPathComponent("import-report.json"))
    )
    #expect(saved == report)
  }

  @Test("Numbers that cannot be meant are left out with a warning")
  func numbers() async throws {
    var record = SampleRecords.codeContests
    record["cf_rating"] = 1e30
    record["memory_limit_bytes"] = 1e300
    record["time_limit"] = ["seconds": 1e30]
    let report = try await run([record])
    #expect(
      report.imported.first?.warnings == [
        "no usable time limit is given; 2.0 seconds are used",
        "cf_rating is left out: 1e+30 is more than 100000",
        "memory_limit_bytes is left out: 9.5367431640625e+293 is more than 1048576",
      ], "\(report)")
    let package = try directory.load("codecontests-1575-a-another-sum").package
    #expect(package.origin?.difficulty == nil && package.problem.limits.cpuSeconds == 2)
  }

  @Test("A record without hidden tests is none to import")
  func noHiddenTests() async throws {
    var humanEval = SampleRecords.humanEval
    humanEval["test"] = "\n"
    var mbpp = SampleRecords.mbpp
    mbpp["test_list"] = []
    var apps = SampleRecords.apps
    apps["input_output"] = "{\"inputs\": [], \"outputs\": []}"
    var contests = SampleRecords.codeContests
    for field in ["public_tests", "private_tests", "generated_tests"] {
      contests[field] = ["input": [], "output": []]
    }
    var live = SampleRecords.liveCodeBench
    live["private_test_cases"] = "[]"
    let report = try await run([humanEval, mbpp, apps, contests, live])
    #expect(report.imported.isEmpty)
    #expect(report.skipped.map(\.reason) == Array(repeating: "no tests", count: 5), "\(report.skipped)")
  }

  @Test("Of records and warnings that are alike the first few are told, and how many more there are")
  func messages() async throws {
    let report = try await run(Array(repeating: ["a": 1, "b": []], count: 5) + [SampleRecords.appsFunction])
    let fields = "no known format has the fields a, b"
    #expect(
      report.messages(mostAlike: 2) == [
        "skipped: problems.jsonl:1: unknown format: \(fields)",
        "skipped: problems.jsonl:2: unknown format: \(fields)", "skipped: 3 more: unknown format",
        "warning: apps-43: the statement shows none of the tests as an example; none is public",
      ])
    #expect(report.messages().count == 6)
    #expect(
      ImportReport.Skipped(id: nil, source: "a:1", reason: "no tests", detail: "").description
        == "a:1: no tests")
  }

  @Test("A date of another form is left out with a warning, as problems are chosen by it")
  func date() async throws {
    var record = SampleRecords.liveCodeBench
    record["contest_date"] = "08/21/2023"
    let report = try await run([record])
    #expect(
      report.imported.first?.warnings == [
        "contest_date is left out: “08/21/2023” is no date such as 2024-01-31"
      ])
    #expect(try directory.load("livecodebench-2727").package.origin?.date == nil)
  }

  @Test("A record that made no valid package leaves its name to a later one")
  func nameGivenBack() async throws {
    var broken = SampleRecords.appsFunction
    broken["input_output"] = "{\"fn_name\": \"no name\", \"inputs\": [[1]], \"outputs\": [2]}"
    let report = try await run([broken, SampleRecords.appsFunction])
    #expect(report.skipped.map(\.reason) == ["no valid package"])
    #expect(report.imported.map(\.package) == ["apps-43"])
  }

  @Test("MBPP: a word without end is looked through once", .timeLimit(.minutes(1)))
  func longWord() async throws {
    var record = SampleRecords.mbpp
    record["test_list"] = ["assert " + String(repeating: "x", count: 300_000) + " == 1"]
    #expect(try await run([record]).skipped.map(\.reason) == ["no entry point"])
  }

  @Test("Names are safe and stable, also for strange ids")
  func names() throws {
    var names = PackageNames()
    func name(_ id: String) throws -> String { try names.name(for: ProblemOrigin(format: "apps", id: id)) }
    #expect(try name("../../etc/passwd") == "etc-passwd")
    #expect(try name("12") == "apps-12")
    #expect(try name("A_b") == "a-b")
    #expect(try name("a.B").wholeMatch(of: /a-b-[0-9a-f]{8}/) != nil)
    #expect(try name("問題").wholeMatch(of: /apps-[0-9a-f]{8}/) != nil)
    #expect(try name(String(repeating: "x", count: 500)).count < 100)
    #expect(throws: ImportSkip.self) { try name("12") }
  }

  @Test("What is there is not overwritten, but an earlier import with leave")
  func replacing() async throws {
    let file = try directory.write([SampleRecords.humanEval])
    _ = try await SuiteImport(runner: nil).run([file], to: directory.output)
    await #expect(throws: PackageError.self) {
      try await SuiteImport(runner: nil).run([file], to: directory.output)
    }
    let again = try await SuiteImport(runner: nil).run([file], to: directory.output, replaces: true)
    #expect(again.imported.count == 1)
    _ = try directory.write(Data("mine".utf8), "other/notes.txt")
    let other = directory.root.appendingPathComponent("other")
    await #expect(throws: PackageError.self) {
      try await SuiteImport(runner: nil).run([file], to: other, replaces: true)
    }
    #expect(FileManager.default.fileExists(atPath: other.appendingPathComponent("notes.txt").path))
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.root.path).count == 3)
  }

  @Test("Without a sandbox EvalPlus is skipped, as its expected outputs have to be computed")
  func evalPlusNeedsSandbox() async throws {
    let report = try await run([SampleRecords.evalPlus])
    #expect(report.skipped.map(\.reason) == ["expected outputs need the sandbox"])
  }
}
