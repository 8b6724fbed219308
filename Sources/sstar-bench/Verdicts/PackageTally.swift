import Foundation
import SStar
import SStarEvaluation

/// Counts declared and own verdicts of the submissions of problem packages.
struct PackageTally {
  private struct Judged {
    var package: String
    var limit: Double
    var submission: SubmissionReport

    /// Whether only the speed of the machine may make the difference.
    var isNearLimit: Bool {
      guard submission.verdict == .timeLimitExceeded || submission.declared.contains(.timeLimitExceeded)
      else { return false }
      return (0.5 * limit...2 * limit).contains(submission.cpuSeconds)
    }

    var declared: String {
      submission.declared.isEmpty ? "some tests" : submission.declared.map(\.name).joined(separator: " or ")
    }
  }

  private var judged: [Judged] = []
  private var packages = 0
  /// Packages of which nothing was judged, with the reason.
  private var unsupported: [String] = []
  private var unusable: [String] = []
  /// Submissions that were not judged, with the reason.
  private var skipped: [String] = []
  private var leftOut: [String] = []
  /// What the names of submissions contain that do not count.
  private let mark: String?

  /// - Parameter mark: submissions with this in their names do not count.
  init(leavingOut mark: String? = nil) {
    self.mark = mark
  }

  mutating func add(_ report: PackageReport) {
    packages += 1
    guard let limit = report.timeLimit else {
      let line = "\(report.package): \(report.problems.joined(separator: "; "))"
      if report.isUnsupported { unsupported.append(line) } else { unusable.append(line) }
      return
    }
    for submission in report.submissions {
      if let mark, submission.name.contains(mark) {
        leftOut.append("\(report.package)/\(submission.name)")
      } else if submission.outcome == .skipped {
        skipped.append("\(report.package)/\(submission.name): \(submission.detail)")
      } else {
        judged.append(Judged(package: report.package, limit: limit, submission: submission))
      }
    }
  }

  /// The share of judged submissions whose verdicts are as declared, apart from time-outs near the limit.
  var agreement: Double {
    let counted = judged.filter { $0.submission.outcome == .agrees || !$0.isNearLimit }
    return counted.isEmpty
      ? 0 : Double(counted.count { $0.submission.outcome == .agrees }) / Double(counted.count)
  }

  var text: String {
    let near = judged.count { $0.submission.outcome == .differs && $0.isNearLimit }
    var lines = [
      "\(packages) packages, \(unsupported.count) of them with features that are not supported, "
        + "\(unusable.count) that cannot be used",
      "\(judged.count) submissions judged, \(skipped.count) skipped",
      "  verdicts as declared: \(Self.share(judged) { $0.submission.outcome == .agrees })",
      String(format: "  apart from time-outs near the limit (%d): %.2f %%", near, 100 * agreement),
      "  the first failure has the declared verdict: \(Self.share(judged) { $0.submission.hasDeclaredVerdict })",
    ]
    lines += groups("language") { $0.submission.language }
    lines += groups("declared") { $0.declared }
    lines += counts
    lines += judged.filter { $0.submission.outcome == .differs }.map(Self.disagreement)
    lines += judged.filter { $0.submission.outcome == .agrees && !$0.submission.hasDeclaredVerdict }
      .map { "permitted, \(Self.line($0))" }
    lines += unsupported.map { "not supported: \($0)" } + unusable.map { "cannot be used: \($0)" }
    lines += leftOut.map { "left out: \($0)" }
    lines += skipped.map { "skipped: \($0)" }
    return lines.map { $0.replacing("\n", with: " ") }.joined(separator: "\n")
  }

  private func groups(_ title: String, _ key: (Judged) -> String) -> [String] {
    Dictionary(grouping: judged, by: key).sorted { $0.key < $1.key }.map { name, group in
      "  \(title) \(name): \(Self.share(group) { $0.submission.outcome == .agrees })"
    }
  }

  private var counts: [String] {
    Dictionary(grouping: judged) {
      "declared \($0.declared), ours \($0.submission.verdict?.rawValue ?? "none")"
    }
    .sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value.count)" }
  }

  private static func share(_ group: [Judged], _ agrees: (Judged) -> Bool) -> String {
    let count = group.count(where: agrees)
    return String(
      format: "%d of %d, %.2f %%", count, group.count, 100 * Double(count) / Double(max(1, group.count)))
  }

  private static func disagreement(_ judged: Judged) -> String {
    "\(judged.isNearLimit ? "near the limit" : "differs"): \(line(judged))"
  }

  private static func line(_ judged: Judged) -> String {
    let submission = judged.submission
    return "\(judged.package)/\(submission.name): declared \(judged.declared), ours "
      + "\(submission.verdict?.rawValue ?? "none") on \(submission.failedTest ?? "no test"), "
      + String(format: "at most %.2f s of CPU time, limit %.2f s: ", submission.cpuSeconds, judged.limit)
      + submission.detail.prefix(300)
  }
}
