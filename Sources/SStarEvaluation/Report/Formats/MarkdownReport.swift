import Foundation
import SStar

/// `summary.md`: GitHub-flavoured Markdown for a job summary or a comment.
struct MarkdownReport {
  /// GitHub takes 1 MiB for a job summary and 64 KiB for a comment.
  private static let mostRows = 400

  let account: RunAccount

  /// - Throws: ``RunError``
  func write(to url: URL) async throws {
    let file = try ReportFile(url)
    let subject = Self.escaped(account.subject)
    let isSolve = account.kind == .solve
    try file.write("# \(isSolve ? "Solve of" : "Evaluation of") \(subject)\n\n")
    if !account.unfinished.isEmpty {
      let names = account.unfinished.prefix(8).map(Self.escaped).joined(separator: ", ")
      try file.write(
        "> \(Quantity.count(account.unfinished.count, "problem or repeat", "problems or repeats")) did not come to "
          + "an end: \(names)\(account.unfinished.count > 8 ? ", …" : "")\n\n")
    }
    if isSolve {
      try file.write("> The run of one solve: no hidden test was opened, so nothing is graded.\n\n")
    } else {
      try file.write(numbers(EvaluationSummary(account.record)))
    }
    let units = account.record.units
    if !units.isEmpty {
      try file.write("| problem | result | chosen | reason | confidence |\n|---|---|---|---|---:|\n")
    }
    // What went wrong is what one looks for.
    let order = units.sorted { rank($0) < rank($1) }
    for unit in order.prefix(Self.mostRows) { try file.write(row(unit)) }
    if units.count > Self.mostRows {
      try file.write(
        "\n\(Quantity.count(units.count - Self.mostRows, account.isRepeated ? "more attempt" : "more problem")) in `problems.jsonl`.\n"
      )
    }
    try file.finish()
  }

  private func numbers(_ summary: EvaluationSummary) -> String {
    var rows: [(String, String)] = []
    if let passAt1 = summary.passAt1 {
      rows.append(("**pass@1 after selection**", "**\(Self.estimate(passAt1))**"))
    }
    if let draft = summary.passAtK.first { rows.append(("pass@1 of a first draft", Quantity.percent(draft))) }
    if let coverage = summary.coverage { rows.append(("coverage", Self.estimate(coverage))) }
    if let accuracy = summary.selectionAccuracy {
      rows.append(("selection accuracy", Quantity.percent(accuracy)))
    }
    let open = summary.planned - summary.units
    rows.append(
      (
        "problems",
        "\(summary.problems), \(summary.counted) of \(summary.units)\(account.isRepeated ? " attempts" : "") counted"
          + (open > 0 ? ", \(open) more not done" : "")
      ))
    if let calibration = summary.calibration {
      rows.append(("calibration error", Quantity.decimal(calibration.expectedError, 3)))
    }
    rows.append(("model calls", Quantity.grouped(summary.consumption.calls)))
    let tokens = summary.consumption
    if tokens.inputTokens + tokens.outputTokens > 0 {
      rows.append(
        ("tokens", "\(Quantity.grouped(tokens.inputTokens)) in, \(Quantity.grouped(tokens.outputTokens)) out")
      )
    }
    if tokens.usd > 0 { rows.append(("cost", Quantity.dollars(tokens.usd))) }
    let spent = EvaluationTiming(account.record).spent
    if spent.tokens > tokens.inputTokens + tokens.outputTokens || spent.usd > tokens.usd * (1 + 1e-9) {
      rows.append(
        (
          "spent, with what came to nothing",
          Quantity.count(spent.tokens, "token") + (spent.usd > 0 ? ", \(Quantity.dollars(spent.usd))" : "")
        ))
    }
    if !summary.flaky.isEmpty {
      rows.append(("now solved, now not", summary.flaky.map(Self.escaped).joined(separator: ", ")))
    }
    let table = "| | |\n|---|---|\n" + rows.map { "| \($0.0) | \($0.1) |\n" }.joined() + "\n"
    guard let losses = summary.losses else { return table }
    let steps = [losses.coverage, losses.publicFilter, losses.clusters, losses.selection, losses.selected]
    return table
      + "| coverage | − public filter | − clusters | − selection | = pass@1 |\n|---:|---:|---:|---:|---:|\n| "
      + steps.map(Quantity.percent).joined(separator: " | ") + " |\n\n"
  }

  private func rank(_ unit: UnitOutcome) -> (Int, String) {
    let order: [UnitVerdict] = [.missed, .notCovered, .error, .unfinished, .chosen, .solved]
    return (order.firstIndex(of: UnitVerdict(unit, account.kind)) ?? 0, unit.record.unit)
  }

  private func row(_ unit: UnitOutcome) -> String {
    let verdict = UnitVerdict(unit, account.kind)
    var result = "\(verdict.mark) \(verdict.words)"
    if let chosen = unit.chosen, let grade = chosen.verdict, grade != .accepted {
      result += " (\(grade.rawValue)\(chosen.failedTest.map { " on \($0)" } ?? ""))"
    }
    if verdict == .error, let reason = unit.record.reason { result += ": \(reason.prefix(160))" }
    let cells = [
      unit.record.unit, result, unit.selection?.chosen ?? "", unit.selection?.reason.rawValue ?? "",
      unit.selection?.confidence.map(Quantity.two) ?? "",
    ]
    return "| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n"
  }

  private static func estimate(_ estimate: Estimate) -> String {
    "\(Quantity.percent(estimate.value)) (95 %: \(Quantity.interval(estimate)))"
  }

  /// On one line, without anything that Markdown, HTML or GitHub would take for markup, a link, a mention or a
  /// reference. It goes by scalars: with a combining mark behind it, a bar is another character and a bar all the same.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    var last: Unicode.Scalar = " "
    var doubleUs = 0
    for scalar in VisibleText.visible(VisibleText.short(text, to: 300)).unicodeScalars {
      switch scalar {
      case "\n", "\t": escaped += " "
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      // An invisible space keeps GitHub from finding a name, a number or an address behind them.
      case "@": escaped += "@\(gap)"
      case "#": escaped += "\\#\(gap)"
      case "/" where last == ":": escaped += "\(gap)/"
      case "." where doubleUs >= 3: escaped += "\(gap)."
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "!", "|", "~", "$":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
      doubleUs = scalar == "w" || scalar == "W" ? doubleUs + 1 : 0
      last = scalar
    }
    return escaped
  }

  private static let gap = "&#8203;"
}
