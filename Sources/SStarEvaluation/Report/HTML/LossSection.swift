import SStar

/// Where programs are lost, step by step, with the problems that each step lost.
struct LossSection {
  let account: RunAccount
  let links: UnitLinks
  let summary: EvaluationSummary

  /// Problems named at a step.
  private static let mostNames = 12

  var markup: HTML {
    guard let losses = summary.losses else { return "" }
    let units = account.record.units
    let steps: [(unit: Int, step: LossStep)] = units.indices.compactMap { index in
      guard !units[index].isError else { return nil }
      return LossStep(units[index], rule: account.contribution).map { (index, $0) }
    }
    let lost: [HTML] = LossStep.allCases.map { step in
      part(step, units: steps.filter { $0.step == step }.map(\.unit))
    }
    return """
      <h2>Where programs are lost</h2>
      <p>On the way from drawing candidates to choosing one, a step loses \(account.isRepeated ? "an attempt" : "a problem") when something right goes into \
      it and nothing right comes out. Coverage minus the losses is pass@1.</p>
      <div class="losses">\(waterfall(losses))<dl>\(lost)</dl></div>

      """
  }

  private func waterfall(_ losses: LossWaterfall) -> HTML {
    WaterfallPlot(losses: losses).figure.markup(
      title: "From drawing to choosing",
      caption:
        "Shares of \(Quantity.count(summary.counted, summary.units > summary.problems ? "attempt" : "problem"))."
    )
  }

  private func part(_ step: LossStep, units: [Int]) -> HTML {
    let names: [HTML] = units.prefix(Self.mostNames).map { index in
      " \(links.link(index, VisibleText.short(account.record.units[index].record.unit, to: 60)))"
    }
    let more: HTML = units.count > names.count ? " and \(units.count - names.count) more" : ""
    let list: HTML = units.isEmpty ? "" : "<dd>\(names)\(more)</dd>"
    return """
      <dt>\(Self.title(step)): \(units.isEmpty ? "none" : Quantity.grouped(units.count))</dt>\
      <dd class="dim">\(Self.meaning(step))</dd>\(list)

      """
  }

  private static func title(_ step: LossStep) -> String {
    switch step {
    case .coverage: "No right candidate"
    case .publicFilter: "Lost by the public filter"
    case .clusters: "Lost in clusters"
    case .selection: "Lost by selection"
    }
  }

  private static func meaning(_ step: LossStep) -> String {
    switch step {
    case .coverage:
      "No candidate of any round passes the hidden tests. More samples or a stronger model would help."
    case .publicFilter:
      "One was right, but another round stood for its sample, or others passed more public tests."
    case .clusters:
      "A right one behaved like a wrong one on all inputs, and the wrong one stood for both. More telling inputs "
        + "would help."
    case .selection: "A right cluster was there, and another one was chosen."
    }
  }
}
