import SStar

/// All candidates of a unit; their programs by digest.
struct CandidateTable {
  let account: UnitAccount
  let rule: Genealogy.Contribution
  let limits: ReportLimits

  var markup: HTML {
    let candidates = account.outcome.candidates
    guard !candidates.isEmpty else { return "" }
    let rows: [HTML] = candidates.prefix(limits.candidates).map { candidate in
      let state = CandidateState(candidate)
      return """
        <tr><td><span class="mark \(state.style)" title="\(state.words)">\(state.mark)</span> \(candidate.id.description)\
        </td><td class="n">\(candidate.program == nil ? "" : "\(candidate.publicPassed)/\(account.publicTests)")</td>\
        <td>\(grade(candidate))</td><td><code>\(candidate.program?.prefix(10) ?? "")</code></td></tr>
        """
    }
    let rest = candidates.count - rows.count
    let more: HTML = rest > 0 ? "<p class=\"dim\">and \(Quantity.count(rest, "candidate")) more</p>" : ""
    return """
      <details><summary>All \(Quantity.count(candidates.count, "candidate"))</summary><div class="scroll" tabindex="0">\
      <table><thead><tr><th scope="col">candidate</th><th scope="col" class="n">public tests</th>\
      <th scope="col">all tests</th><th scope="col">program</th></tr></thead><tbody>\(rows)</tbody></table></div>\
      \(more)</details>
      """
  }

  private func grade(_ candidate: UnitOutcome.Candidate) -> String {
    if let failure = candidate.failure { return VisibleText.short(failure, to: 100) }
    guard let verdict = candidate.verdict else { return "" }
    return verdict.rawValue + (candidate.failedTest.map { " on \(VisibleText.short($0, to: 100))" } ?? "")
  }
}
