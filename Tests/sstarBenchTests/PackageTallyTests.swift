import Foundation
import SStar
import Testing

@testable import SStarEvaluation
@testable import sstar_bench

@Suite("Agreement with declared verdicts")
struct PackageTallyTests {
  private func submission(
    _ name: String, _ outcome: SubmissionReport.Outcome, _ declared: ContestVerdict, _ verdict: Verdict?,
    seconds: Double = 0.1
  ) -> SubmissionReport {
    SubmissionReport(
      name: name, outcome: outcome, verdict: verdict, detail: "detail", language: "cpp", declared: [declared],
      failedTest: verdict == .accepted ? nil : "secret/1", cpuSeconds: seconds)
  }

  private func report(_ submissions: [SubmissionReport]) -> PackageReport {
    var report = PackageReport(package: "echo")
    report.timeLimit = 1
    report.submissions = submissions
    return report
  }

  @Test("Time-outs near the limit, skipped submissions and packages that were not judged do not count")
  func agreement() {
    var tally = PackageTally()
    #expect(tally.agreement == 0)
    tally.add(
      report([
        submission("accepted/a.cpp", .agrees, .accepted, .accepted),
        submission("wrong_answer/b.cpp", .agrees, .wrongAnswer, .wrongAnswer),
        submission("wrong_answer/c.cpp", .differs, .wrongAnswer, .accepted),
        submission("accepted/d.cpp", .differs, .accepted, .timeLimitExceeded, seconds: 1.01),
        submission("accepted/e.rb", .skipped, .accepted, nil),
        submission("time_limit_exceeded/f.bad.cpp", .differs, .timeLimitExceeded, .accepted),
      ]))
    var interactive = PackageReport(package: "guess")
    interactive.problems = ["interactive problems are not supported"]
    interactive.isUnsupported = true
    tally.add(interactive)
    #expect(abs(tally.agreement - 2.0 / 4) < 1e-9)
    var without = PackageTally(leavingOut: ".bad.")
    without.add(
      report([
        submission("accepted/a.cpp", .agrees, .accepted, .accepted),
        submission("time_limit_exceeded/f.bad.cpp", .differs, .timeLimitExceeded, .accepted),
      ]))
    #expect(without.agreement == 1)
    #expect(without.text.contains("left out: echo/time_limit_exceeded/f.bad.cpp"))
    for line in [
      "2 packages, 1 of them with features that are not supported, 0 that cannot be used",
      "5 submissions judged, 1 skipped", "apart from time-outs near the limit (1): 50.00 %",
      "differs: echo/wrong_answer/c.cpp: declared wrong_answer, ours accepted on no test",
      "near the limit: echo/accepted/d.cpp", "not supported: guess: interactive",
      "skipped: echo/accepted/e.rb",
    ] {
      #expect(tally.text.contains(line), "\(line)")
    }
  }

  @Test("An accepted program that is far beyond the limit is no matter of the machine")
  func farBeyond() {
    var tally = PackageTally()
    tally.add(report([submission("accepted/a.cpp", .differs, .accepted, .timeLimitExceeded, seconds: 2.5)]))
    #expect(tally.agreement == 0)
    #expect(tally.text.contains("differs: echo/accepted/a.cpp"))
  }

  @Test("Packages are found however deep archives keep them, but not within packages or behind links")
  func search() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("search-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for path in ["b/2020/x", "b/2020/x/attachments/y", "a", ".git/z"] {
      let url = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      try Data("name: A\n".utf8).write(to: url.appendingPathComponent("problem.yaml"))
    }
    try FileManager.default.createSymbolicLink(
      at: root.appendingPathComponent("c"), withDestinationURL: root.appendingPathComponent("a"))
    let found = try PackageSearch.packages(below: root).map { String($0.path.dropFirst(root.path.count + 1)) }
    #expect(found == ["a", "b/2020/x"])
    #expect(throws: PackageError.self) {
      try PackageSearch.packages(below: root.appendingPathComponent("b/2020/x/attachments/nothing"))
    }
  }
}
