import SStar

/// All about one unit, folded.
struct UnitSection {
  let account: UnitAccount
  let kind: RunAccount.Kind
  let number: Int
  var isOpen = false

  private var outcome: UnitOutcome { account.outcome }

  /// In at most so many bytes: with shorter texts if need be; nil when not even the least fits.
  func markup(in room: Int) -> HTML? {
    var limits = ReportLimits()
    for _ in 0..<7 {
      let markup = page(details(limits))
      if markup.size <= room { return markup }
      limits = limits.halved
    }
    let least = page(
      "\(why)<p class=\"note\">There is no room for more: <code>sstar explain</code> tells it.</p>")
    return least.size <= room ? least : nil
  }

  private func page(_ content: HTML) -> HTML {
    let verdict = UnitVerdict(outcome, kind)
    let name = VisibleText.short(outcome.record.unit, to: 120)
    let title = account.problem.map { VisibleText.short($0.title, to: 120) } ?? ""
    return """
      <details class="unit v-\(HTML(stringLiteral: verdict.rawValue))"\(isOpen ? " open" as HTML : "")>\
      <summary><span class="mark \(verdict.style)" aria-hidden="true">\(verdict.mark)</span> \
      <span class="name">\(name)</span> <span class="dim">\(title == name ? "" : title) – \(verdict.words)\
      \(ground)</span></summary>
      <div id="u\(number)">\(content)</div></details>

      """
  }

  private var ground: HTML {
    guard let selection = outcome.selection else { return "" }
    let confidence = selection.confidence.map { " \(Quantity.two($0))" } ?? ""
    return " – \(selection.reason.rawValue.replacing("_", with: " "))\(confidence)"
  }

  private var why: HTML {
    var sentences: [String] = []
    if let chosen = outcome.chosen, let sentence = ChoiceReason.sentence(account) {
      sentences.append("\(chosen.id) was chosen. \(sentence)")
    }
    if let verdict = outcome.chosen?.verdict {
      let test = outcome.chosen?.failedTest.map { " on \(VisibleText.short($0, to: 100))" } ?? ""
      sentences.append("Graded on all tests: \(verdict.rawValue)\(test).")
    }
    if let reason = outcome.record.reason { sentences.append(VisibleText.short(reason)) }
    return "<p class=\"why\">\(sentences.joined(separator: " "))</p>"
  }

  private func details(_ limits: ReportLimits) -> HTML {
    let programs = ProgramViews(account: account, limits: limits)
    return """
      \(why)\(WitnessView(account: account, limits: limits).markup)\(clusters(limits))\(programs.genealogy)\
      \(programs.rival)\(candidates(limits))\(statement(limits))\(consumed)
      """
  }

  private func statement(_ limits: ReportLimits) -> HTML {
    guard let problem = account.problem else {
      return outcome.record.statement.isEmpty
        ? "" : "<p class=\"dim\">The statement is \(UnitAccount.gone).</p>"
    }
    if problem.statement.isEmpty { return "" }
    return """
      <details><summary>Statement</summary>\(TextView(problem.statement, limit: limits.statement, style: "wrap").markup)\
      </details>
      """
  }

  private func clusters(_ limits: ReportLimits) -> HTML {
    guard let selection = outcome.selection, !selection.clusters.isEmpty else { return "" }
    let rows: [HTML] = selection.clusters.prefix(limits.clusters).map { cluster in
      let members = cluster.members.prefix(limits.candidates).map { id in
        VisibleText.short(id, to: 20)
          + (outcome.candidate(id).map { "\u{A0}\(CandidateState($0).mark)" } ?? "")
      }.joined(separator: "  ")
      let width = 100 * min(max(cluster.posterior, 0), 1)
      return """
        <tr><td>\(cluster.members.contains(selection.chosen) ? "chosen" : "")</td>\
        <td class="n">\(Quantity.decimal(cluster.posterior, 3))</td>\
        <td><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">\
        <rect class="bar" width="\(width)" height="10"/></svg></td>\
        <td class="n">\(cluster.members.count)</td><td>\(long: members)</td></tr>
        """
    }
    let rest = selection.clusters.count - rows.count
    let more: HTML = rest > 0 ? "<p class=\"dim\">and \(Quantity.count(rest, "cluster")) more</p>" : ""
    return """
      <h3>Clusters of equal behaviour on \(Quantity.count(selection.inputs, "input"))</h3>
      <p class="dim">Members print the same on every input; the posterior is the chance that they are right, as the \
      selector saw it.</p>
      <div class="scroll" tabindex="0"><table><thead><tr><th scope="col"></th><th scope="col" class="n">posterior</th>\
      <th scope="col"></th><th scope="col" class="n">size</th><th scope="col">candidates</th></tr></thead>\
      <tbody>\(rows)</tbody></table></div>\(more)
      """
  }

  private func candidates(_ limits: ReportLimits) -> HTML {
    CandidateTable(account: account, limits: limits).markup
  }

  private var consumed: HTML {
    let rows: [HTML] = outcome.record.usage.sorted { $0.key < $1.key }.map { role, usage in
      """
      <tr><th scope="row">\(role)</th><td class="n">\(usage.calls + usage.recordedReplies + usage.lostCalls)</td>\
      <td class="n">\(usage.inputTokens)</td><td class="n">\(usage.outputTokens)</td>\
      <td class="n">\(Quantity.dollars(usage.usd))</td></tr>
      """
    }
    let warnings: [HTML] = outcome.record.warnings.prefix(8).map {
      "<p class=\"dim\">\(VisibleText.short($0, to: 300))</p>"
    }
    guard !rows.isEmpty || !warnings.isEmpty else { return "" }
    let time =
      outcome.record.wallSeconds > 0
      ? "Took \(Quantity.seconds(outcome.record.wallSeconds)), \(Quantity.seconds(outcome.record.cpuSeconds)) of CPU time."
      : ""
    return """
      <details><summary>Usage</summary><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">role</th>\
      <th scope="col" class="n">calls</th><th scope="col" class="n">tokens in</th><th scope="col" class="n">tokens out</th>\
      <th scope="col" class="n">dollars</th></tr></thead><tbody>\(rows)</tbody></table></div>\
      <p class="dim">\(time)</p>\(warnings)</details>
      """
  }
}
