import Foundation
import SStar
import SStarEvaluation

/// How judgements are printed.
enum JudgementText {
  /// One test.
  static func line(_ item: Judgement.Item) -> String {
    let execution = item.result.execution
    let name = terminalLine(item.result.test).padding(toLength: 24, withPad: " ", startingAt: 0)
    let verdict = execution.verdict.rawValue.padding(toLength: 21, withPad: " ", startingAt: 0)
    let numbers = String(
      format: "%7.3f s %6d MiB", execution.cpuSeconds, execution.peakMemoryBytes >> 20)
    let message = item.result.message.isEmpty ? "" : "  \(terminalLine(item.result.message))"
    return "\(name) \(verdict) \(numbers)\(item.result.verdict == .accepted ? "" : message)"
  }

  static func summary(_ judgement: Judgement) -> String {
    let accepted = judgement.items.count { $0.result.verdict == .accepted }
    return "\(accepted) of \(judgement.items.count) tests accepted"
  }

  private struct Document: Encodable {
    struct Test: Encodable {
      var name: String
      var hidden: Bool
      var verdict: Verdict
      var cpuSeconds: Double
      var wallSeconds: Double
      var peakMemoryBytes: Int
    }
    var verdict: Verdict
    var tests: [Test]
  }

  /// One JSON document.
  static func json(_ judgement: Judgement) throws -> String {
    let document = Document(
      verdict: judgement.verdict,
      tests: judgement.items.map { item in
        let execution = item.result.execution
        return Document.Test(
          name: item.result.test, hidden: item.hidden, verdict: execution.verdict,
          cpuSeconds: execution.cpuSeconds,
          wallSeconds: execution.wallSeconds, peakMemoryBytes: execution.peakMemoryBytes)
      })
    return try JSONOutput.text(document)
  }
}
