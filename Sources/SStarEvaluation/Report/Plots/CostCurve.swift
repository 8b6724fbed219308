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

    var title: String {
      switch self {
      case .dollars: "cost of a problem (US dollars)"
      case .tokens: "cost of a problem (tokens in and out)"
      case .calls: "cost of a problem (model calls)"
      }
    }
  }

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
    self.points = (nothing.map { [(0, $0)] } ?? []) + points
  }
}
