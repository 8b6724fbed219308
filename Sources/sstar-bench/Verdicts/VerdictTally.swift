import Foundation
import SStar

/// Counts of recorded and own verdicts.
struct VerdictTally {
  private var counts: [String: Int] = [:]
  private var agreed = 0
  private var accepted = 0
  private var near = 0
  private var disagreements: [String] = []

  mutating func add(_ entry: LabelledBank.Entry, _ result: TestResult?, seconds: Double) {
    let verdict = result?.verdict ?? .judgeError
    let ours = Self.letters[verdict] ?? verdict.rawValue
    counts["\(entry.label) \(ours)", default: 0] += 1
    let limit = entry.problem.limits.cpuSeconds
    let isNear = (ours == "TLE" || entry.label == "TLE") && (0.5 * limit...2 * limit).contains(seconds)
    if ours == entry.label {
      agreed += 1
    } else if isNear {
      near += 1
    }
    if (ours == "AC") == (entry.label == "AC") { accepted += 1 }
    guard ours != entry.label else { return }
    let notes = [isNear ? "near the limit" : nil, entry.allowsOthers ? "several answers" : nil].compactMap {
      $0
    }
    disagreements.append(
      "  \(entry.name): recorded \(entry.label), ours \(ours) on test \(result?.test ?? "none") after "
        + String(format: "%.2f s", seconds) + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
        + ": " + (result?.message ?? "").prefix(160).replacing("\n", with: " "))
  }

  func text(bank: String, of total: Int) -> String {
    let all = counts.values.reduce(0, +)
    func percent(_ part: Int, _ whole: Int) -> String {
      String(format: "%.2f %%", 100 * Double(part) / Double(max(1, whole)))
    }
    var lines = ["\(bank): \(all) of \(total) programs"]
    lines.append("  the same verdict: \(agreed), \(percent(agreed, all))")
    lines.append("  apart from time-outs near the limit (\(near)): \(percent(agreed, all - near))")
    lines.append("  accepted by both or by none: \(accepted), \(percent(accepted, all))")
    for (pair, count) in counts.sorted(by: { $0.key < $1.key }) {
      let words = pair.split(separator: " ")
      lines.append("  recorded \(words[0]), ours \(words[1]): \(count)")
    }
    return (lines + disagreements.sorted()).joined(separator: "\n")
  }

  /// The records know no verdicts on memory and output; contests count those as run-time errors as well.
  private static let letters: [Verdict: String] = [
    .memoryLimitExceeded: "RE", .outputLimitExceeded: "RE",
    .accepted: "AC", .wrongAnswer: "WA", .runTimeError: "RE", .timeLimitExceeded: "TLE", .compileError: "CE",
  ]
}
