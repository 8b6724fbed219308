/// Problems by samples: what each sample contributed, and which one was chosen.
struct MatrixSection {
  let account: RunAccount
  let links: UnitLinks
  var mostCells = ReportLimits.mostCells

  var markup: HTML {
    let units = account.record.units
    let samples = units.flatMap(\.candidates).map { $0.id.sample + 1 }.max() ?? 0
    let columns = min(samples, ReportLimits.mostColumns)
    guard columns > 0 else { return "" }
    let heads: [HTML] = (0..<columns).map { "<th scope=\"col\">\($0)</th>" }
    let rows = rows(columns)
    let states = Set(units.flatMap(\.candidates).map { CandidateState($0) })
    let legend: [HTML] = CandidateState.allCases.filter(states.contains).map {
      "<li><span class=\"mark \($0.style)\" aria-hidden=\"true\">\($0.mark)</span>\($0.words)</li>"
    }
    return """
      <h2>Problems and candidates</h2>
      <p class="dim">A row \(account.isRepeated ? "an attempt at a problem" : "a problem"), a column a sample: what it contributed after debugging.</p>
      <ul class="legend">\(legend)<li>framed: chosen; raised number: debugging round</li></ul>
      \(omitted(rows.count, samples))\
      <div class="matrix" tabindex="0" role="region" aria-label="Problems by samples"><table>
      <thead><tr><th scope="col">sample</th>\(heads)</tr></thead>
      <tbody>\(rows)</tbody></table></div>

      """
  }

  /// As many as there is room for.
  private func rows(_ columns: Int) -> [HTML] {
    var rows: [HTML] = []
    var size = 0
    let most = min(ReportLimits.mostRows, mostCells / columns)
    for (index, unit) in account.record.units.prefix(most).enumerated() {
      let name = links.link(index, VisibleText.short(unit.record.unit, to: 120))
      let row: HTML = """
        <tr><th scope="row">\(name)</th>\(cells(unit, columns))</tr>

        """
      size += row.size
      if size > ReportLimits.mostMatrixBytes { break }
      rows.append(row)
    }
    return rows
  }

  /// A number in small digits.
  private static func raised(_ number: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String(String(number).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }

  private func omitted(_ rows: Int, _ samples: Int) -> HTML {
    let units = account.record.units.count
    guard units > rows || samples > ReportLimits.mostColumns else { return "" }
    return """
      <p class="note">The first \(rows) of \(Quantity.count(units, noun)) and \
      \(min(samples, ReportLimits.mostColumns)) of \(Quantity.count(samples, "sample")) are shown.</p>

      """
  }

  private var noun: String { account.isRepeated ? "attempt" : "problem" }

  private func cells(_ unit: UnitOutcome, _ columns: Int) -> HTML {
    let contributed = unit.contributions(account.contribution)
    // A sample without any program has its first draft's failure to show.
    let drafts = unit.drafts.filter { draft in !contributed.contains { $0.id.sample == draft.id.sample } }
    let shown = Dictionary((contributed + drafts).map { ($0.id.sample, $0) }) { first, _ in first }
    var cells: HTML = ""
    for column in 0..<columns {
      guard let candidate = shown[column] else {
        cells += "<td></td>"
        continue
      }
      let state = CandidateState(candidate)
      let isChosen = unit.selection?.chosen == candidate.id.description
      let chosen: HTML = isChosen ? " win" : ""
      let round = candidate.id.round > 0 ? Self.raised(candidate.id.round) : ""
      var words = candidate.id.description + (isChosen ? ", chosen" : "")
      if let verdict = candidate.verdict {
        words +=
          ": \(verdict.rawValue)"
          + (candidate.failedTest.map { " on \(VisibleText.short($0, to: 100))" } ?? "")
      }
      cells += "<td class=\"\(state.style)\(chosen)\" title=\"\(words)\">\(state.mark)\(round)</td>"
    }
    return cells
  }
}
