import SStar

/// Where right programs are lost between drawing and choosing: coverage minus the losses is pass@1.
///
/// All are shares of units. A step loses a unit when something right went into it and nothing right came out
/// (``LossStep``).
public struct LossWaterfall: Sendable, Hashable, Codable {
  /// Some candidate, of any round, is right.
  public var coverage: Double
  /// Lost to ``LossStep/publicFilter``.
  public var publicFilter: Double
  /// Lost to ``LossStep/clusters``.
  public var clusters: Double
  /// Lost to ``LossStep/selection``.
  public var selection: Double
  /// The chosen program is right.
  public var selected: Double

  init(_ units: [UnitOutcome], rule: Genealogy.Contribution) {
    let steps = units.map { LossStep($0, rule: rule) }
    let total = Double(max(1, units.count))
    func share(_ step: LossStep?) -> Double { Double(steps.count { $0 == step }) / total }
    coverage = Double(steps.count { $0 != .coverage }) / total
    publicFilter = share(.publicFilter)
    clusters = share(.clusters)
    selection = share(.selection)
    selected = share(nil)
  }
}
