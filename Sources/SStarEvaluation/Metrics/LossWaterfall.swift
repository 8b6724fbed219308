import SStar

/// Where right programs are lost between drawing and choosing: coverage minus the losses is pass@1.
///
/// All are shares of units. A step loses a unit when something right went into it and nothing right came out.
public struct LossWaterfall: Sendable, Hashable, Codable {
  /// Some candidate, of any round, is right.
  public var coverage: Double
  /// A right candidate, but none among those that go on to selection: another round stands for its sample,
  /// or others pass more public tests.
  public var publicFilter: Double
  /// A right survivor, but it shares its cluster with the wrong program that stands for it.
  public var clusters: Double
  /// A right representative, but another one is chosen.
  public var selection: Double
  /// The chosen program is right.
  public var selected: Double

  init(_ units: [UnitOutcome], rule: Genealogy.Contribution) {
    var counts = (coverage: 0, survivors: 0, representatives: 0, selected: 0)
    for unit in units {
      let isSelected = unit.isSolved
      // Selectors that look at no further inputs have no clusters: every survivor stands for itself.
      let survivors = unit.survivors(rule)
      let representatives = unit.representatives.isEmpty ? survivors : unit.representatives
      let isRepresented = isSelected || representatives.contains(where: \.isRight)
      let survives = isRepresented || survivors.contains(where: \.isRight)
      counts.selected += isSelected ? 1 : 0
      counts.representatives += isRepresented ? 1 : 0
      counts.survivors += survives ? 1 : 0
      counts.coverage += survives || unit.isCovered ? 1 : 0
    }
    let total = Double(max(1, units.count))
    coverage = Double(counts.coverage) / total
    publicFilter = Double(counts.coverage - counts.survivors) / total
    clusters = Double(counts.survivors - counts.representatives) / total
    selection = Double(counts.representatives - counts.selected) / total
    selected = Double(counts.selected) / total
  }
}
