import SStar

/// How the chosen program came to be, and the one it won against.
struct ProgramViews {
  let account: UnitAccount
  let limits: ReportLimits

  /// First draft, then the differences of each round, then the chosen program.
  var genealogy: HTML {
    let lineage = account.lineage
    guard let chosen = lineage.last else { return "" }
    var rounds: [HTML] = []
    for (index, candidate) in lineage.enumerated() where lineage.count > 1 {
      let change: HTML =
        index == 0
        ? program(candidate, "Program of \(candidate.id)") : difference(lineage[index - 1], candidate)
      rounds.append(
        """
        <li><b>\(candidate.id.description)</b> \(candidate.id.round == 0 ? "first draft" : "debugging round \(candidate.id.round)"): \
        \(publicTests(candidate)).\(change)</li>

        """)
    }
    let story: HTML = rounds.isEmpty ? "" : "<ol start=\"0\">\(rounds)</ol>"
    let origin: HTML =
      lineage.count > 1 ? "" : "<p>\(chosen.id.description) is a first draft: \(publicTests(chosen)).</p>"
    return "<h3>How it came to be</h3>\(origin)\(story)\(program(chosen, "Chosen program, \(chosen.id)"))"
  }

  var rival: HTML {
    guard let rival = account.rival, let chosen = account.outcome.chosen else { return "" }
    return """
      <details><summary>Strongest rival, \(rival.id.description), as it differs from the chosen program</summary>\
      \(lines(chosen, rival))</details>
      """
  }

  private func publicTests(_ candidate: UnitOutcome.Candidate) -> String {
    guard candidate.program != nil else { return candidate.failure ?? "no program" }
    let total = account.publicTests
    if total == 0 { return "there are no public tests" }
    guard let failed = account.failedPublicTests(of: candidate), !failed.isEmpty else {
      return "passes \(candidate.publicPassed) of \(Quantity.count(total, "public test"))"
    }
    let names = failed.prefix(4).map { "\(VisibleText.short($0.name, to: 100)) (\($0.verdict.rawValue))" }
      .joined(separator: ", ")
    return
      "fails \(failed.count) of \(Quantity.count(total, "public test")): \(names)\(failed.count > 4 ? ", …" : "")"
  }

  private func program(_ candidate: UnitOutcome.Candidate, _ title: String) -> HTML {
    guard candidate.program != nil else { return "" }
    guard let source = source(candidate) else { return "<p class=\"dim\">\(title): \(UnitAccount.gone)</p>" }
    return """
      <details><summary>\(title)</summary>\(TextView(source, limit: limits.program).markup)</details>
      """
  }

  private func difference(_ parent: UnitOutcome.Candidate, _ child: UnitOutcome.Candidate) -> HTML {
    guard parent.program != nil, child.program != nil else { return "" }
    return parent.program == child.program
      ? "<p class=\"dim\">The program did not change.</p>" : lines(parent, child)
  }

  private func lines(_ old: UnitOutcome.Candidate, _ new: UnitOutcome.Candidate) -> HTML {
    guard let old = source(old), let new = source(new) else {
      return "<p class=\"dim\">One of the two programs is \(UnitAccount.gone).</p>"
    }
    return lines(old, new)
  }

  private func lines(_ old: String, _ new: String) -> HTML {
    let (first, second) = (
      VisibleText.clipped(old, to: limits.difference), VisibleText.clipped(new, to: limits.difference)
    )
    let diff = LineDiff(from: first.text, to: second.text)
    // One element for lines of a kind that follow each other.
    var lines: HTML = ""
    var style = ""
    for line in diff.lines {
      let (kind, text) = Self.shown(line)
      if kind != style {
        let begin: HTML = kind.isEmpty ? "" : "<span class=\"\(kind)\">"
        lines += style.isEmpty ? begin : "</span>\(begin)"
        style = kind
      }
      lines += "\(long: text)\n"
    }
    if !style.isEmpty { lines += "</span>" }
    let note: HTML =
      diff.isClipped || first.omitted + second.omitted > 0
      ? "<p class=\"dim\">Only the beginnings of the two programs are compared here.</p>" : ""
    return "<pre class=\"diff\" tabindex=\"0\">\(lines)</pre>\(note)"
  }

  /// Class of a line in the report's style, and the line with its sign.
  private static func shown(_ line: LineDiff.Line) -> (style: String, text: String) {
    switch line {
    case .kept(let text): ("", "  \(text)")
    case .added(let text): ("a", "+ \(text)")
    case .removed(let text): ("d", "- \(text)")
    case .skipped(let count): ("s", "  … \(Quantity.count(count, "equal line"))")
    }
  }

  private func source(_ candidate: UnitOutcome.Candidate) -> String? {
    candidate.program.flatMap { account.sources[$0] }
  }
}

/// A text as it is, clipped with a word on how much is left out.
struct TextView {
  let text: String
  let omitted: Int
  let style: HTML

  init(_ text: String, limit: Int, style: HTML = "") {
    (self.text, omitted) = VisibleText.clipped(text, to: limit)
    self.style = style
  }

  var markup: HTML {
    let note: HTML = omitted > 0 ? "<p class=\"dim\">… and \(Quantity.count(omitted, "byte")) more</p>" : ""
    return "<pre class=\"\(style)\" tabindex=\"0\">\(long: text)</pre>\(note)"
  }
}
