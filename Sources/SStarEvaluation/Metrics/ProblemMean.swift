/// Means over problems of means over their repeats: each problem weighs the same, however many of its repeats
/// count.
struct ProblemMean {
  /// Units by problem, in the order of the problems' names.
  private let problems: [[UnitOutcome]]
  /// All of them.
  let units: Int

  init(_ units: [UnitOutcome]) {
    problems = Dictionary(grouping: units, by: \.record.problem).sorted { $0.key < $1.key }.map(\.value)
    self.units = units.count
  }

  /// One value a problem.
  func values(_ value: (UnitOutcome) -> Double) -> [Double] {
    problems.map { units in units.reduce(0) { $0 + value($1) } / Double(units.count) }
  }

  /// Nil without units.
  func mean(_ value: (UnitOutcome) -> Double) -> Double? {
    let values = values(value)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  func share(_ holds: (UnitOutcome) -> Bool) -> Double? { mean { holds($0) ? 1 : 0 } }

  /// With its interval.
  func estimate(_ value: (UnitOutcome) -> Double) -> Estimate? {
    Statistics.mean(ofShares: values(value), units: units)
  }
}
