import Foundation

/// The top of the report: what was run, one mark a unit, the numbers, the plots.
struct OverviewSection {
  let account: RunAccount
  let links: UnitLinks
  private let summary: EvaluationSummary

  init(account: RunAccount, links: UnitLinks) {
    self.account = account
    self.links = links
    summary = EvaluationSummary(account.record)
  }

  var markup: HTML {
    let settings = account.record.configuration.settings
    let isSolve = account.kind == .solve
    let line = [
      settings["model"].map { "model \($0)" }, settings["select"].map { "selector \($0)" },
      settings["samples"].map { "\($0) samples" }, settings["rounds"].map { "\($0) debugging rounds" },
      settings["repeats"].flatMap { $0 == "1" ? nil : "\($0) repeats" },
      settings["seed"].map { "seed \($0)" },
    ].compactMap { $0 }.joined(separator: " · ")
    return """
      <header>
      <h1>\(isSolve ? "Solve of" : "Evaluation of") \(account.subject)</h1>
      \(isSolve ? "" : verdict)<p class="dim">\(line)</p>
      \(allSettings)</header>
      \(notes)\(isSolve ? "" : numbers)
      """
  }

  /// What came of it, in a sentence or two.
  private var verdict: HTML {
    let units = account.record.units.filter { !$0.isError }
    guard !units.isEmpty else { return "" }
    let (solved, covered) = (units.count(where: \.isSolved), units.count(where: \.isCovered))
    let missed = covered - solved
    let problems = Set(units.map(\.record.problem)).count
    var text: [HTML] = [
      "<b>\(solved) of \(account.isRepeated ? "\(units.count) attempts at " : "")\(Quantity.count(problems, "problem"))</b> solved."
    ]
    if missed > 0 {
      text.append(" In \(Quantity.grouped(missed)) more a right candidate was there and another was chosen.")
    }
    if let draft = summary.passAtK.first, let chosen = summary.passAt1?.value {
      text.append(
        """
         One sample alone solves \(Quantity.percent(draft)) on average; choosing among \
        \(summary.passAtK.count) solves \(Quantity.percent(chosen)).
        """)
    }
    return "<p class=\"verdict\">\(text)</p>\n"
  }

  private var numbers: HTML {
    """
    \(strip)\(HeadlineNumbers(summary: summary, timing: EvaluationTiming(account.record)).markup)\
    \(LossSection(account: account, links: links, summary: summary).markup)\
    \(PlotSection(account: account, summary: summary).markup)
    """
  }

  /// What is not there, and why.
  private var notes: HTML {
    var notes: [String] = []
    if account.kind == .solve {
      notes.append(
        "This is the run of one solve: no hidden test was opened, so nothing here is graded. sstar eval grades."
      )
    }
    if !account.unfinished.isEmpty {
      notes.append(
        "\(Quantity.count(account.unfinished.count, "problem or repeat", "problems or repeats")) did not come to "
          + "an end and are not counted: the run was interrupted or is still going on. --resume goes on with it."
      )
    }
    let errors = account.record.units.count(where: \.isError)
    if errors > 0 {
      notes.append(
        "\(Quantity.count(errors, account.isRepeated ? "attempt" : "problem")) ended with an error that is not the model's; not counted."
      )
    }
    let pieces: [HTML] = notes.map { "<p class=\"note\">\($0)</p>\n" }
    return "\(pieces)"
  }

  private var strip: HTML {
    let units = account.record.units
    let open = account.unfinished.count
    let (marks, isComplete) = marks
    let shown = Set(units.map { UnitVerdict($0, account.kind) }).union(open > 0 ? [.unfinished] : [])
    let legend: [HTML] = UnitVerdict.allCases.filter(shown.contains).map { verdict in
      let count = verdict == .unfinished ? open : units.count { UnitVerdict($0, account.kind) == verdict }
      return """
        <li><span class="mark \(verdict.style)" aria-hidden="true">\(verdict.mark)</span>\(verdict.words): \(count)</li>
        """
    }
    return """
      <nav class="strip" aria-label="\(account.isRepeated ? "Attempts" : "Problems"), one mark each">\(marks)\(isComplete ? "" : " …")</nav>
      <ul class="legend">\(legend)</ul>

      """
  }

  /// One a unit, as many as there is room for.
  private var marks: (marks: [HTML], isComplete: Bool) {
    let units = account.record.units
    var marks: [HTML] = []
    var size = 0
    for number in 0..<min(units.count + account.unfinished.count, ReportLimits.mostRows) {
      let isFinished = number < units.count
      let verdict = isFinished ? UnitVerdict(units[number], account.kind) : .unfinished
      let name = isFinished ? units[number].record.unit : account.unfinished[number - units.count]
      let mark = links.mark(number, verdict, "\(VisibleText.short(name, to: 120)): \(verdict.words)")
      size += mark.size
      if size > ReportLimits.mostStripBytes { break }
      marks.append(mark)
    }
    return (marks, marks.count == units.count + account.unfinished.count)
  }

  private var allSettings: HTML {
    let rows: [HTML] = account.record.configuration.settings.sorted { $0.key < $1.key }.map {
      "<tr><th scope=\"row\">\($0.key)</th><td>\($0.value)</td></tr>"
    }
    return """
      <details><summary>All settings of the run</summary><div class="scroll" tabindex="0"><table><tbody>\(rows)\
      </tbody></table></div></details>

      """
  }
}
