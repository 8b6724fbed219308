import Foundation
import Testing

@Suite("sstar suite", .enabled(if: CommandRun.canRunPrograms))
struct SuiteCommandTests {
  private struct Report: Decodable {
    struct Submission: Decodable {
      var name: String
      var outcome: String
      var verdict: String?
    }
    var package: String
    var problems: [String]
    var submissions: [Submission]
  }

  private static let adds = "print(sum(map(int, input().split())))\n"
  private let files: ProblemDirectory

  init() throws {
    files = try ProblemDirectory([
      "add/submissions/accepted/right.py": Self.adds, "add/submissions/wrong_answer/three.py": "print(3)\n",
      "add/submissions/accepted/right.hs": "main = undefined\n",
    ])
  }

  private func validate(_ options: String...) async throws -> CommandRun {
    try await CommandRun(["suite", "validate", files.url.path] + options)
  }

  @Test(
    "A suite that is as declared: exit 0, progress on standard error, reports and summary on standard output")
  func valid() async throws {
    let run = try await validate("-j", "2")
    #expect(run.status == 0, "\(run.output) \(run.errors)")
    #expect(run.lines.first == "ok   add: 1 public and 2 hidden tests, 2 of 3 submissions as declared")
    #expect(run.output.contains("accepted/right.hs: skipped: haskell cannot be run here"))
    #expect(
      run.lines.last == "1 packages, 3 submissions: 2 as declared, 0 differ, 1 skipped; 0 packages invalid")
    #expect(run.errors.contains("add: wrong_answer/three.py: wrong_answer\n"))
  }

  @Test("A verdict that differs and a malformed package are exit 65; the other packages are still validated")
  func invalid() async throws {
    try files.write("add/submissions/wrong_answer/fine.py", Self.adds)
    try files.write("aaa/problem.yaml", "validation: nonsense\n")
    try files.write("zzz/submissions/accepted/a.py", "")
    try files.write("zzz/data/sample/1.in", "")
    let run = try await validate("--json")
    #expect(run.status == 65)
    let reports = try run.lines.map { try JSONDecoder().decode(Report.self, from: Data($0.utf8)) }
    #expect(reports.map(\.package) == ["aaa", "add", "zzz"])
    #expect(reports[0].problems.first?.contains("problem.yaml: validation: ") == true)
    #expect(reports[2].problems.first?.contains("no problem.yaml") == true)
    let fine = try #require(reports[1].submissions.first { $0.name == "wrong_answer/fine.py" })
    #expect(fine.outcome == "differs" && fine.verdict == "accepted")
    #expect(run.errors.contains("add: wrong_answer/fine.py: accepted, not as declared\n"))
    #expect(run.errors.contains("2 packages invalid") == false)
    #expect(run.errors.contains("3 packages invalid"))
  }

  @Test("list names the packages without running anything; a malformed one is exit 65")
  func list() async throws {
    let run = try await CommandRun("suite", "list", files.url.path)
    #expect(run.status == 0)
    #expect(run.lines.count == 1)
    #expect(run.output.hasPrefix("add "))
    #expect(
      run.output.contains("stdin") && run.output.contains("1 public") && run.output.contains("3 submissions"))
    try files.write("bad/problem.yaml", "- a list\n")
    let malformed = try await CommandRun("suite", "list", files.url.path)
    #expect(malformed.status == 65)
    #expect(malformed.lines.count == 1)
    #expect(malformed.errors.contains("bad/problem.yaml: expected a mapping"))
  }

  @Test("A directory without packages is exit 65, wrong usage 64")
  func nothing() async throws {
    let run = try await CommandRun("suite", "validate", files.path("add/data/sample"))
    #expect(run.status == 65)
    #expect(run.errors.contains("holds no problem package"))
    #expect(try await CommandRun("suite", "validate").status == 64)
    #expect(try await CommandRun("suite", "list", files.path("absent")).status == 65)
  }

  @Test("a part by day and difficulty: what does not tell is left out, what cannot be read is not")
  func parts() async throws {
    func yaml(_ origin: String) -> String {
      "name: A\nsstar: {origin: {format: livecodebench, id: a\(origin)}}\n"
    }
    let suite = try ProblemDirectory([
      "old/problem.yaml": yaml(", date: 2023-05-01, difficulty: easy"),
      "new/problem.yaml": yaml(", date: 2024-09-01, difficulty: easy"),
      "hard/problem.yaml": yaml(", date: 2024-09-02, difficulty: hard"),
      "undated/problem.yaml": yaml(""), "broken/problem.yaml": "name: [1\n",
    ])
    for name in ["old", "new", "hard", "undated"] {
      try suite.write("\(name)/problem_statement/problem.md", "Add two numbers.\n")
      try suite.write("\(name)/data/secret/1.in", "1 2\n")
      try suite.write("\(name)/data/secret/1.ans", "3\n")
    }
    let run = try await CommandRun(
      ["suite", "list", suite.url.path, "--since", "2024-09", "--difficulty", "easy"])
    #expect(run.status == 65)
    #expect(run.errors.contains("broken"))
    #expect(run.lines.count == 1)
    #expect(run.output.hasPrefix("new "))
    let nonsense = try await CommandRun(["suite", "list", suite.url.path, "--until", "soon"])
    #expect(nonsense.status == 64)
    #expect(nonsense.errors.contains("--until takes YYYY-MM-DD, YYYY-MM or YYYY, not 'soon'"))
  }
}
