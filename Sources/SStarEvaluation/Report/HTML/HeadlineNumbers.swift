/// The numbers one looks for first.
struct HeadlineNumbers {
  let summary: EvaluationSummary
  let timing: EvaluationTiming

  /// What is solved: with repeats it is not problems that totals are divided by.
  private var noun: String { summary.units == summary.problems ? "problem" : "attempt" }

  private func interval(_ estimate: Estimate) -> String {
    "\(noun == "attempt" ? "; mean over problems" : ""); 95 % interval \(Quantity.interval(estimate))"
  }

  private func each(_ amount: String, _ solved: String?) -> String {
    "\(amount) \(article) \(noun)" + (solved.map { ", \($0) a solved \(noun)" } ?? "")
  }

  private var counts: String {
    let repeats = noun == "attempt" ? "\(Quantity.count(summary.units, noun)), " : ""
    let open = summary.planned - summary.units
    return "\(repeats)\(Quantity.grouped(summary.counted)) counted"
      + (open > 0 ? "; \(Quantity.grouped(open)) more not done" : "")
  }

  /// All that was paid for, where that is more than what the units took.
  private var spentDollars: String {
    timing.spent.usd > summary.consumption.usd * (1 + 1e-9)
      ? "; \(Quantity.dollars(timing.spent.usd)) with what came to nothing" : ""
  }

  private var spentTokens: String {
    timing.spent.tokens > summary.consumption.inputTokens + summary.consumption.outputTokens
      ? "; \(Quantity.short(Double(timing.spent.tokens))) with what came to nothing" : ""
  }

  private var article: String { noun == "attempt" ? "an" : "a" }

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
        "\(noun)s whose chosen program is right\(interval(passAt1))",
        isFirst: true)
    }
    if let draft = summary.passAtK.first {
      add("pass@1 of a first draft", Quantity.percent(draft), "what one sample alone gives")
    }
    if let coverage = summary.coverage {
      add(
        "coverage", Quantity.percent(coverage.value),
        "\(noun)s with a right candidate\(interval(coverage))")
    }
    if let accuracy = summary.selectionAccuracy {
      add(
        "selection accuracy", Quantity.percent(accuracy),
        "right choices where one was possible: pass@1 / coverage")
    }
    add("problems", Quantity.grouped(summary.problems), counts)
    let used = summary.consumption
    if max(used.usd, timing.spent.usd) > 0 {
      add(
        "cost", Quantity.dollars(used.usd),
        each(Quantity.dollars(used.usdPerUnit), used.usdPerSolved.map(Quantity.dollars)) + spentDollars)
    }
    let tokens = used.inputTokens + used.outputTokens
    if max(tokens, timing.spent.tokens) > 0 {
      add(
        "tokens", Quantity.short(Double(tokens)),
        "\(Quantity.short(Double(used.inputTokens))) in, \(Quantity.short(Double(used.outputTokens))) out"
          + (used.outputTokensPerSolved.map { "; \(Quantity.short($0)) out a solved \(noun)" } ?? "")
          + (used.estimatedCalls > 0 ? "; some estimated" : "") + spentTokens)
    }
    add(
      "model calls", Quantity.grouped(used.calls),
      each(Quantity.short(used.callsPerUnit), used.callsPerSolved.map { Quantity.short($0) })
        + (used.recordedReplies > 0 ? "; and \(Quantity.grouped(used.recordedReplies)) from the record" : ""))
    add(
      "CPU time of programs", Quantity.seconds(timing.cpuSeconds),
      each(Quantity.seconds(timing.cpuSecondsPerUnit), timing.cpuSecondsPerSolved.map(Quantity.seconds))
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
