import Foundation
import SStar
import SStarExecution
import Synchronization
import Testing

@testable import SStarEvaluation

@Suite("Suite validation")
struct SuiteValidationTests {
  private let suite: SuiteDirectory

  init() throws { suite = try SuiteDirectory() }

  private func validate(
    _ package: URL, unusable: Set<String> = ["cobol"],
    progress: @Sendable (SubmissionReport) -> Void = { _ in }
  ) async throws -> PackageReport {
    try await SuiteValidation(runner: LineRunner(), concurrency: 3) { !unusable.contains($0) }
      .validate(package, progress: progress)
  }

  @Test("A package whose submissions do as declared is valid")
  func valid() async throws {
    let package = try suite.package(
      [
        "submissions/wrong_answer/w.py": "wrong on 3", "submissions/time_limit_exceeded/t.py": "slow on 2",
        "submissions/run_time_error/r.py": "crash on 1", "submissions/compile_error/c.cpp": "broken",
      ], name: "good")
    let seen = Mutex<[String]>([])
    let report = try await validate(package) { submission in
      seen.withLock { $0.append(submission.name) }
    }
    #expect(report.isValid)
    #expect(report.package == "good")
    #expect(report.publicTests == 1 && report.hiddenTests == 2)
    #expect(report.submissions.map(\.outcome) == Array(repeating: .agrees, count: 5))
    #expect(seen.withLock { $0 } == report.submissions.map(\.name))
    let wrong = try #require(report.submissions.first { $0.name == "wrong_answer/w.py" })
    #expect(wrong.verdict == .wrongAnswer)
    #expect(wrong.passesPublicTests)
    #expect(wrong.detail.hasPrefix("secret/3: line 1:"))
  }

  @Test("A report tells what is declared, what a submission does instead, where and how fast")
  func declared() async throws {
    let package = try suite.package(
      [
        "submissions/accepted/right.py": "takes 0.4 on 2\ntakes 0.2",
        "submissions/time_limit_exceeded/t.C": "wrong on 2\nslow on 3",
        "submissions/rejected/r.py": "crash on 2",
      ], yaml: "problem_format_version: 2023-07-draft\nname: Echo\n")
    let report = try await validate(package)
    #expect(report.timeLimit == 1)
    #expect(report.submissions.map(\.language) == ["python3", "python3", "cpp"])
    #expect(
      report.submissions.map(\.declared) == [
        [.accepted], [.wrongAnswer, .timeLimitExceeded, .runTimeError], [.timeLimitExceeded],
      ])
    #expect(report.submissions.map(\.hasDeclaredVerdict) == [true, true, false])
    #expect(report.submissions.map(\.failedTest) == [nil, "secret/2", "secret/2"])
    #expect(report.submissions[0].cpuSeconds == 0.2)
  }

  @Test("Where no time limit is given, submissions are judged by that of the format's tools")
  func derivedTimeLimit() async throws {
    func report(_ accepted: [String: String]) async throws -> PackageReport {
      let package = try suite.package(
        accepted.merging([
          "submissions/time_limit_exceeded/t.py": "takes 5.1", "submissions/wrong_answer/w.py": "wrong on 3",
        ]) { $1 }, name: "echo\(accepted.count)")
      try FileManager.default.removeItem(at: package.appendingPathComponent(".timelimit"))
      return try await validate(package)
    }
    let derived = try await report([
      "submissions/accepted/right.py": "takes 0.1", "submissions/accepted/slow.py": "takes 0.7 on 3",
      "submissions/accepted/wrong.py": "takes 30\nwrong on 3",
    ])
    #expect(derived.timeLimit == 4)
    #expect(derived.warnings.count { $0.contains("no time limit") } == 1)
    #expect(derived.warnings.contains { $0.contains("4.0 seconds follow from accepted/slow.py") })
    #expect(derived.submissions.count { $0.outcome == .agrees } == 4)
    let marked = try await report([
      "submissions/accepted/right.py": "takes 0.1", "submissions/accepted/a.py": "",
      "submissions/accepted/b.py": "",
      "submissions/slow/s.py": "takes 0.9 on 1\ntakes 50 on 2\ntakes 50 on 3",
      "submissions/submissions.yaml":
        "slow:\n  sample:\n    use_for_time_limit: lower\n  secret:\n    use_for_time_limit: upper\n",
    ])
    #expect(marked.timeLimit == 5)
    #expect(marked.submissions.first { $0.name == "slow/s.py" }?.outcome == .agrees)
    let nothing = try await report(["submissions/accepted/right.py": "crash"])
    #expect(nothing.timeLimit == 2)
    #expect(nothing.warnings.contains { $0.contains("2.0 seconds are used") })
  }

  @Test("A package with features that are not supported is told from a malformed one")
  func unsupported() async throws {
    let interactive = try await validate(try suite.package(yaml: "type: interactive\n"))
    #expect(interactive.isUnsupported && !interactive.isValid && interactive.timeLimit == nil)
    let malformed = try await validate(try suite.package(yaml: "limits: {memory: lots}\n"))
    #expect(!malformed.isUnsupported && malformed.timeLimit == nil)
  }

  @Test("Printing without end is a time-out where contest systems cut what is printed")
  func endlessOutput() async throws {
    let package = try suite.package([
      "submissions/time_limit_exceeded/t.py": "flood on 2", "submissions/run_time_error/r.py": "flood on 2",
      "submissions/wrong_answer/w.py": "flood on 2",
    ])
    let outcomes = try await validate(package).submissions.map { "\($0.name) \($0.outcome.rawValue)" }
    #expect(
      outcomes == [
        "accepted/right.py agrees", "run_time_error/r.py agrees", "time_limit_exceeded/t.py agrees",
        "wrong_answer/w.py differs",
      ])
  }

  @Test("submissions.yaml names the main file and the language of a submission")
  func entryPoint() async throws {
    let package = try suite.package([
      "submissions/accepted/two/a.py": "crash", "submissions/accepted/two/b.py": "",
      "submissions/accepted/old.py": "crash",
      "submissions/submissions.yaml":
        "accepted/two:\n  entrypoint: b.py\naccepted/old.py:\n  language: cobol\n",
    ])
    let report = try await validate(package)
    #expect(report.submissions.map(\.name) == ["accepted/old.py", "accepted/right.py", "accepted/two"])
    #expect(report.submissions.map(\.outcome) == [.skipped, .agrees, .agrees])
    #expect(report.submissions[0].detail == "cobol cannot be run here")
    #expect(report.isValid)
  }

  @Test("A submission that does otherwise is reported with test and verdict")
  func differs() async throws {
    let package = try suite.package([
      "submissions/accepted/right.py": "slow on 2", "submissions/wrong_answer/w.py": "",
      "submissions/time_limit_exceeded/t.py": "wrong on 1",
    ])
    let report = try await validate(package)
    #expect(!report.isValid)
    #expect(report.submissions.allSatisfy { $0.outcome == .differs })
    let details = report.submissions.map(\.detail)
    #expect(details[0] == "accepted does not permit time_limit_exceeded (secret/2); secret/2: CPU time")
    #expect(details[1].hasPrefix("time_limit_exceeded requires time_limit_exceeded on some test; sample/1:"))
    #expect(details[2] == "wrong_answer requires wrong_answer on some test")
    #expect(report.submissions.map(\.passesPublicTests) == [true, false, true])
  }

  @Test("Submissions that cannot be run, or of which nothing is promised, are skipped by name")
  func skipped() async throws {
    let package = try suite.package([
      "submissions/accepted/a.rs": "", "submissions/partially_accepted/p.py": "",
    ])
    let report = try await validate(package, unusable: ["rust"])
    #expect(report.isValid)
    let skipped = report.submissions.filter { $0.outcome == .skipped }
    #expect(
      skipped.map { "\($0.name): \($0.detail)" } == [
        "accepted/a.rs: rust cannot be run here",
        "partially_accepted/p.py: the package promises nothing of submissions in partially_accepted",
      ])
  }

  @Test("A malformed package is a report that says what is wrong")
  func malformed() async throws {
    let package = try suite.package(name: "bad", yaml: "limits:\n  memory: lots\n")
    let report = try await validate(package)
    #expect(!report.isValid)
    #expect(report.problems.count == 1)
    #expect(report.problems[0].contains("problem.yaml: limits.memory: expected a number"))
    try FileManager.default.removeItem(
      at: try suite.package(name: "odd").appendingPathComponent("data/secret/2.ans"))
    #expect(try await validate(suite.url.appendingPathComponent("odd")).problems[0].contains("2.in"))
  }

  @Test("A package without hidden tests, or without an accepted submission, is said to lack them")
  func lacking() async throws {
    let package = try suite.package(["submissions/wrong_answer/w.py": "wrong"])
    try FileManager.default.removeItem(at: package.appendingPathComponent("data/secret"))
    try FileManager.default.removeItem(at: package.appendingPathComponent("submissions/accepted"))
    let report = try await validate(package)
    #expect(report.problems == ["data/secret: there are no hidden tests"])
    #expect(report.warnings.contains { $0.hasPrefix("submissions/accepted: there is no submission") })
  }

  @Test("A failing output validator is a problem of the package, not of the submission")
  func judgeError() async throws {
    let package = try suite.package(
      ["output_validators/check.py": "crash"], yaml: "name: Echo\nvalidation: custom\n")
    let report = try await validate(package)
    #expect(!report.isValid)
    #expect(report.submissions.map(\.outcome) == [.skipped])
    #expect(report.problems.count == 1)
    #expect(report.problems[0].hasPrefix("submissions/accepted/right.py: could not be judged on sample/1:"))
  }

  @Test("Nothing is judged when the output validator cannot be run")
  func unusableValidator() async throws {
    let package = try suite.package(
      ["output_validators/check.cpp": "exit 42"], yaml: "name: Echo\nvalidation: custom\n")
    let report = try await validate(package, unusable: ["cpp"])
    #expect(report.submissions.map(\.detail) == ["cpp cannot be run here"])
  }

  @Test("Every input must be accepted by every input validator")
  func inputValidators() async throws {
    let package = try suite.package([
      "input_validators/fine.py": "exit 42", "input_validators/picky.py": "exit 42\nexit 43 on 3",
      "input_validators/zero.py": "exit 42\nexit 0 on 1",
    ])
    let problems = try await validate(package).problems
    #expect(problems.count == 2)
    #expect(problems[0].hasPrefix("secret/3.in: refused by the input validator picky.py (exit status 43)"))
    #expect(problems[1].hasPrefix("sample/1.in: refused by the input validator zero.py"))
  }

  @Test("Input validators get the arguments of the test's group")
  func inputValidatorArguments() async throws {
    let package = try suite.package([
      "input_validators/v.py": "needs small", "data/testdata.yaml": "input_validator_flags: n=3 small\n",
      "data/secret/testdata.yaml": "input_validator_flags: {name: v, flags: small}\n",
      "data/secret/big/4.in": "4\n", "data/secret/big/4.ans": "4\n",
      "data/secret/big/test_group.yaml": "input_validator_args: [large]\n",
      "data/secret/big/5.in": "5\n", "data/secret/big/5.ans": "5\n",
      "data/secret/big/5.yaml": "input_validator_args: {v: [small], other: []}\n",
    ])
    let problems = try await validate(package).problems
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("secret/big/4.in: refused by the input validator v.py") == true)
    try suite.write(
      "input_validator_args: {v: {a: b}}", to: package.appendingPathComponent("data/secret/big/5.yaml"))
    #expect(try await validate(package).problems.first?.contains("5.yaml: input_validator_args.v") == true)
  }

  @Test("Generators must write inputs that are accepted, for all modes and seeds")
  func generators() async throws {
    let accepting = "input_validators/v.py"
    let good = try suite.package(["generators/g.py": "print 7", accepting: "exit 42"], name: "good")
    #expect(try await validate(good).isValid)
    let picky = try suite.package(
      ["generators/g.py": "", accepting: "exit 42\nexit 43 on edge 2"], name: "picky")
    let problems = try await validate(picky).problems
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("generator g.py, edge 2: refused by the input validator v.py"))
    let failing = try suite.package(
      ["generators/g.py": "crash on large 1", accepting: "exit 42"], name: "failing")
    #expect(try await validate(failing).problems == ["generator g.py, large 1: run_time_error exit status 1"])
  }

  @Test("Generators of other tools are left aside, and that is said")
  func foreignGenerators() async throws {
    let failing = try suite.package(["generators/g.py": "crash"], name: "failing")
    let report = try await validate(failing)
    #expect(report.isValid)
    #expect(report.warnings.contains { $0.contains("generator g.py: left aside") })
    let listed = try suite.package(
      ["generators/g.py": "crash on edge 1", "generators/generators.yaml": "data:\n"], name: "listed")
    #expect(try await validate(listed).warnings.contains { $0.contains("generators.yaml") })
    #expect(try await validate(listed).isValid)
  }

  @Test("Programs in languages that cannot be run here are named")
  func unusableHelpers() async throws {
    let package = try suite.package(["input_validators/v.go": "exit 43", "generators/g.rs": "crash"])
    let report = try await validate(package, unusable: ["go", "rust"])
    #expect(report.isValid)
    #expect(report.warnings.contains { $0.contains("input validators in go: skipped") })
    #expect(report.warnings.contains { $0.contains("generators in rust: skipped") })
  }
}
