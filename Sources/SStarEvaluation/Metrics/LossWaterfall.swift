import SStar

/// Where right programs are lost between drawing and choosing: coverage minus the losses is pass@1.
///
/// All are means over problems of shares of their repeats. A step loses a unit when something right went into it and nothing right came out
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

  /// Nil without units.
  init?(_ mean: ProblemMean, rule: Genealogy.Contribution) {
    func share(_ step: LossStep?) -> Double? { mean.share { LossStep($0, rule: rule) == step } }
    guard let lost = share(.coverage), let publicFilter = share(.publicFilter),
      let clusters = share(.clusters), let selection = share(.selection), let selected = share(nil)
    else { return nil }
    coverage = 1 - lost
    self.publicFilter = publicFilter
    self.clusters = clusters
    self.selection = selection
    self.selected = selected
  }
}
