/// The numbers one looks for first.
struct HeadlineNumbers {
  let summary: EvaluationSummary
  let timing: EvaluationTiming

  var markup: HTML {
    var cards: [HTML] = []
    func add(_ name: String, _ value: String, _ detail: String, isFirst: Bool = false) {
      cards.append(
        "<li\(isFirst ? " class=\"head\"" as HTML : "")><span>\(name)</span><b>\(value)</b><span>\(detail)</span></li>"
      )
    }
    if let passAt1 = summary.passAt1 {
      add(
        "pass@1 after selection", Quantity.percent(passAt1.value),
        "problems whose chosen program is right; 95 % interval \(Quantity.interval(passAt1))",
        isFirst: true)
    }
    if let draft = summary.passAtK.first {
      add("pass@1 of a first draft", Quantity.percent(draft), "what one sample alone gives")
    }
    if let coverage = summary.coverage {
      add(
        "coverage", Quantity.percent(coverage.value),
        "problems with a right candidate; 95 % interval \(Quantity.interval(coverage))")
    }
    if let accuracy = summary.selectionAccuracy {
      add(
        "selection accuracy", Quantity.percent(accuracy),
        "right choices where one was possible: pass@1 / coverage")
    }
    add(
      "problems", Quantity.grouped(summary.problems),
      summary.units == summary.problems
        ? "\(summary.counted) counted" : "solved \(summary.units) times in all, \(summary.counted) counted")
    let used = summary.consumption
    if used.usd > 0 {
      add(
        "cost", Quantity.dollars(used.usd),
        "\(Quantity.dollars(used.usdPerUnit)) a problem"
          + (used.usdPerSolved.map { ", \(Quantity.dollars($0)) a solved one" } ?? ""))
    }
    let tokens = used.inputTokens + used.outputTokens
    if tokens > 0 {
      add(
        "tokens", Quantity.short(Double(tokens)),
        "\(Quantity.short(Double(used.inputTokens))) in, \(Quantity.short(Double(used.outputTokens))) out"
          + (used.outputTokensPerSolved.map { "; \(Quantity.short($0)) out a solved problem" } ?? "")
          + (used.estimatedCalls > 0 ? "; some estimated" : ""))
    }
    add(
      "model calls", Quantity.grouped(used.calls),
      "\(Quantity.short(used.callsPerUnit)) a problem"
        + (used.callsPerSolved.map { ", \(Quantity.short($0)) a solved one" } ?? "")
        + (used.recordedReplies > 0 ? "; and \(Quantity.grouped(used.recordedReplies)) from the record" : ""))
    add(
      "CPU time of programs", Quantity.seconds(timing.cpuSeconds),
      "\(Quantity.seconds(timing.cpuSecondsPerUnit)) a problem"
        + (timing.cpuSecondsPerSolved.map { ", \(Quantity.seconds($0)) a solved one" } ?? "")
        + "; grading included")
    if !summary.flaky.isEmpty {
      add(
        "flaky problems", "\(summary.flaky.count)",
        "solved in some repeats only: \(summary.flaky.prefix(4).joined(separator: ", "))"
          + (summary.flaky.count > 4 ? ", …" : ""))
    }
    return "<ul class=\"cards\">\(cards)</ul>\n"
  }
}
