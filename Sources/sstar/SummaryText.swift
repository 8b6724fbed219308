import Foundation
import SStarEvaluation

/// How a summary is told on a terminal.
enum SummaryText {
  /// Values of k that are shown of the pass@k curve, and the last.
  private static let shownK = [1, 2, 4, 8, 16, 32, 64]

  static func text(_ summary: EvaluationSummary, _ timing: EvaluationTiming) -> String {
    var rows: [(String, String)] = [
      (
        "problems",
        "\(summary.problems)"
          + (summary.units == summary.problems ? "" : ", \(summary.units) attempts")
          + (summary.planned > summary.units ? "; \(summary.planned - summary.units) more not done" : "")
          + (summary.errors > 0 ? "; \(counted(summary.errors, "error")) not counted" : "")
      )
    ]
    if let passAt1 = summary.passAt1 { rows.append(("pass@1", estimate(passAt1))) }
    if let coverage = summary.coverage { rows.append(("coverage", estimate(coverage))) }
    if let accuracy = summary.selectionAccuracy { rows.append(("selection accuracy", percent(accuracy))) }
    if let losses = summary.losses { rows.append(("losses", steps(losses))) }
    if !summary.passAtK.isEmpty { rows.append(("pass@k of first drafts", curve(summary.passAtK))) }
    if summary.rounds.count > 1 {
      let shares = summary.rounds.map { round in
        "\(round.round): \(percent(round.shareRight))"
          + (round.round == 0 ? "" : String(format: " (%+.1f)", round.gain * 100))
      }
      rows.append(("right samples by round", shares.joined(separator: ", ")))
    }
    if let calibration = summary.calibration {
      rows.append(
        (
          "calibration",
          String(format: "error %.3f, Brier score %.3f", calibration.expectedError, calibration.brierScore)
        ))
    }
    if !summary.flaky.isEmpty {
      rows.append(("now solved, now not", summary.flaky.map { terminalLine($0) }.joined(separator: ", ")))
    }
    let consumed = summary.consumption
    rows.append(("consumed", consumption(consumed, timing)))
    rows.append(
      (
        summary.units == summary.problems ? "by problem" : "by attempt",
        amounts(
          consumed.callsPerUnit, consumed.inputTokensPerUnit + consumed.outputTokensPerUnit,
          consumed.usdPerUnit, timing.cpuSecondsPerUnit)
      ))
    if let calls = consumed.callsPerSolved, let input = consumed.inputTokensPerSolved,
      let output = consumed.outputTokensPerSolved, let usd = consumed.usdPerSolved,
      let cpu = timing.cpuSecondsPerSolved
    {
      rows.append(
        (
          summary.units == summary.problems ? "by solved problem" : "by solved attempt",
          amounts(calls, input + output, usd, cpu)
        ))
    }
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "\($0.0.padding(toLength: width, withPad: " ", startingAt: 0))  \($0.1)\n" }.joined()
  }

  private static func steps(_ losses: LossWaterfall) -> String {
    "coverage \(percent(losses.coverage)) − public filter \(percent(losses.publicFilter)) − clusters "
      + "\(percent(losses.clusters)) − selection \(percent(losses.selection)) = \(percent(losses.selected))"
  }

  private static func consumption(_ consumed: EvaluationSummary.Consumption, _ timing: EvaluationTiming)
    -> String
  {
    var parts = [counted(consumed.calls, "call")]
    if consumed.recordedReplies > 0 {
      parts.append(counted(consumed.recordedReplies, "recorded reply", "recorded replies"))
    }
    if consumed.inputTokens + consumed.outputTokens > 0 {
      parts.append("\(consumed.inputTokens) + \(consumed.outputTokens) tokens")
    }
    if consumed.usd > 0 { parts.append(Quantity.dollars(consumed.usd)) }
    parts.append(String(format: "%.1f s of CPU time", timing.cpuSeconds))
    let spent = timing.spent
    if spent.tokens > consumed.inputTokens + consumed.outputTokens {
      parts.append(
        "\(spent.tokens) tokens\(spent.usd > 0 ? " for \(Quantity.dollars(spent.usd))" : "") with what came to "
          + "nothing")
    }
    return parts.joined(separator: ", ")
  }

  private static func amounts(_ calls: Double, _ tokens: Double, _ usd: Double, _ cpu: Double) -> String {
    var parts = [String(format: "%.1f calls", calls)]
    if tokens > 0 { parts.append(String(format: "%.0f tokens", tokens)) }
    if usd > 0 { parts.append(Quantity.dollars(usd)) }
    parts.append(String(format: "%.1f s of CPU time", cpu))
    return parts.joined(separator: ", ")
  }

  private static func curve(_ values: [Double]) -> String {
    let shown = Set(shownK.filter { $0 <= values.count } + [values.count]).sorted()
    return shown.map { "\($0): \(percent(values[$0 - 1]))" }.joined(separator: ", ")
  }

  private static func estimate(_ estimate: Estimate) -> String {
    "\(percent(estimate.value)) (95 % interval \(percent(estimate.low)) to \(percent(estimate.high)))"
  }

  static func percent(_ share: Double) -> String {
    String(format: "%.1f %%", share * 100)
  }
}
