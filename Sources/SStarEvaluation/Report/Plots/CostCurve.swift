import SStar

/// Which share of units is solved at what cost a unit: those that are solved and cost at most so much.
struct CostCurve {
  /// What a unit's cost is counted in: dollars when they are known, else tokens, else calls.
  enum Measure {
    case dollars
    case tokens
    case calls

    init(_ total: Usage) {
      self = total.usd > 0 ? .dollars : total.inputTokens + total.outputTokens > 0 ? .tokens : .calls
    }

    func cost(_ usage: Usage) -> Double {
      switch self {
      case .dollars: usage.usd
      case .tokens: Double(usage.inputTokens + usage.outputTokens)
      case .calls: Double(usage.calls + usage.recordedReplies)
      }
    }

    var unit: String {
      switch self {
      case .dollars: "US dollars"
      case .tokens: "tokens in and out"
      case .calls: "model calls"
      }
    }
  }

  /// More steps than that are no longer seen.
  private static let mostSteps = 500

  let measure: Measure
  let points: [(x: Double, y: Estimate)]

  init(_ units: [UnitOutcome]) {
    let counting = units.filter { !$0.isError }
    let measure = Measure(counting.reduce(Usage()) { $0 + $1.usage })
    self.measure = measure
    let costs = counting.map { (cost: measure.cost($0.usage), isSolved: $0.isSolved) }.sorted {
      $0.cost < $1.cost
    }
    var solved = 0
    var points: [(x: Double, y: Estimate)] = []
    for (index, unit) in costs.enumerated() {
      if unit.isSolved { solved += 1 }
      if index + 1 < costs.count, costs[index + 1].cost == unit.cost { continue }
      guard let estimate = Statistics.wilson(successes: solved, trials: costs.count) else { continue }
      points.append((unit.cost, estimate))
    }
    let nothing = Statistics.wilson(successes: 0, trials: max(1, costs.count))
    self.points = (nothing.map { [(0, $0)] } ?? []) + Self.thinned(points)
  }

  private static func thinned<Point>(_ points: [Point]) -> [Point] {
    let step = max(1, points.count / mostSteps)
    return points.indices.filter { $0 % step == 0 || $0 == points.count - 1 }.map { points[$0] }
  }
}
