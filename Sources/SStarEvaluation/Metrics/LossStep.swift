import SStar

/// Where a unit is lost on the way from drawing to choosing: the first step into which something right went, or
/// could have gone, and out of which nothing right came.
public enum LossStep: String, Sendable, Hashable, Codable, CaseIterable {
  /// No candidate, of any round, is right.
  case coverage
  /// A right candidate, but none among those that go on to selection: another round stands for its sample,
  /// or others pass more public tests.
  case publicFilter = "public_filter"
  /// A right survivor, but it shares its cluster with the wrong program that stands for it.
  case clusters
  /// A right representative, but another one is chosen.
  case selection

  /// Nil when the chosen program is right.
  init?(_ unit: UnitOutcome, rule: Genealogy.Contribution) {
    if unit.isSolved { return nil }
    // Selectors that look at no further inputs have no clusters: every survivor stands for itself.
    let survivors = unit.survivors(rule)
    let representatives = unit.representatives.isEmpty ? survivors : unit.representatives
    if representatives.contains(where: \.isRight) {
      self = .selection
    } else if survivors.contains(where: \.isRight) {
      self = .clusters
    } else {
      self = unit.isCovered ? .publicFilter : .coverage
    }
  }
}
