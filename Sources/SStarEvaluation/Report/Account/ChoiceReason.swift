import SStar

/// The reason code of a selection in words.
public enum ChoiceReason {
  /// One sentence on why the winner won; nil when nothing was chosen.
  public static func sentence(_ unit: UnitAccount) -> String? {
    guard let selection = unit.outcome.selection else { return nil }
    let total = selection.clusters.reduce(0) { $0 + $1.members.count }
    let own = selection.clusters.first { $0.members.contains(selection.chosen) }
    let rest = selection.clusters.filter { !$0.members.contains(selection.chosen) }
    let inputs = Quantity.count(selection.inputs, "synthesized input")
    let agreement =
      "\(own?.members.count ?? 0) of \(Quantity.count(total, "candidate")) behave as it does on \(inputs)"
    let rival =
      rest.map(\.posterior).max().map { ", and no other behaviour is more probable than \(Quantity.two($0))" }
      ?? ""
    switch selection.reason {
    case .soleSurvivor: return "It is the only candidate that passes the public tests."
    case .singleCluster where selection.inputs > 0:
      return "All \(Quantity.count(total, "candidate")) that were left agree on \(inputs)."
    case .singleCluster: return "Nothing tells the \(Quantity.count(total, "candidate")) apart."
    case .posterior: return "It is the most probable one by the evidence of executions: \(agreement)\(rival)."
    case .judge:
      return "The judge preferred its outputs in \(matches(selection)); \(agreement)."
    case .judgeInconsistent:
      return "The judge contradicted itself in \(matches(selection)), so the evidence decided: \(agreement)."
    case .tieFallback:
      return "Nothing told the best ones apart, so size and then the seed decided: \(agreement)."
    case .publicBestFallback:
      let passed = unit.outcome.chosen?.publicPassed ?? 0
      return "No candidate passes the public tests; this one passes \(passed) of \(unit.publicTests)."
    case .rule:
      return unit.publicTests == 0
        ? "The rule `\(selection.selector)` took it; there are no public tests."
        : "The rule `\(selection.selector)` took it; it passes \(unit.outcome.chosen?.publicPassed ?? 0) of "
          + "\(Quantity.count(unit.publicTests, "public test"))."
    }
  }

  private static func matches(_ selection: RunEvent.SelectionRecord) -> String {
    Quantity.count(selection.matches, "match", "matches")
  }
}
