import SStar

/// All candidates of a unit, one line of text each: a table would have more elements than the rest of the page.
struct CandidateTable {
  let account: UnitAccount
  let limits: ReportLimits

  var markup: HTML {
    let candidates = account.outcome.candidates
    guard !candidates.isEmpty else { return "" }
    let rows = candidates.prefix(limits.candidates).map { candidate in
      [
        "\(CandidateState(candidate).mark) \(candidate.id)",
        candidate.program == nil ? "" : "\(candidate.publicPassed)/\(account.publicTests)",
        grade(candidate), String(candidate.program?.prefix(10) ?? ""),
      ]
    }
    let rest = candidates.count - rows.count
    let more: HTML = rest > 0 ? "<p class=\"dim\">and \(Quantity.count(rest, "candidate")) more</p>" : ""
    return """
      <details><summary>All \(Quantity.count(candidates.count, "candidate"))</summary>\
      <pre tabindex="0">\(long: Self.aligned([["candidate", "public", "all tests", "program"]] + rows))</pre>\
      \(more)</details>
      """
  }

  private func grade(_ candidate: UnitOutcome.Candidate) -> String {
    let text =
      candidate.failure ?? candidate.verdict.map { verdict in
        verdict.rawValue + (candidate.failedTest.map { " on \($0)" } ?? "")
      } ?? ""
    return VisibleText.visible(VisibleText.short(text, to: 100)).replacing("\n", with: " ")
  }

  /// Columns as wide as their widest cell.
  private static func aligned(_ rows: [[String]]) -> String {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    return rows.map { row in
      zip(row, widths).map { cell, width in cell + String(repeating: " ", count: max(0, width - cell.count)) }
        .joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
