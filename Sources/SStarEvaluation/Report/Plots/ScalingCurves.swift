import Foundation
import SStar

/// How results grow with samples and with debugging rounds, with bands over problems.
struct ScalingCurves {
  /// Enough for the width of a band: its ends move by less than the line is thick.
  private static let resamples = 400

  private let problems: [[UnitOutcome]]
  private let rule: Genealogy.Contribution
  private let seed: UInt64

  init(_ record: EvaluationRecord, rule: Genealogy.Contribution) {
    let counting = record.units.filter { !$0.isError }
    problems = Dictionary(grouping: counting, by: \.record.problem).sorted { $0.key < $1.key }.map(\.value)
    self.rule = rule
    seed = record.configuration.seed
  }

  var isEmpty: Bool { problems.isEmpty }

  /// pass@k of first drafts by k, from 1.
  var passAtK: [Estimate] {
    let most = problems.joined().map(\.record.samples).min() ?? 0
    guard most > 0 else { return [] }
    let counts = problems.map { units in
      units.map { (n: $0.record.samples, c: $0.drafts.count(where: \.isRight)) }
    }
    return (1...most).compactMap { k in
      estimate(counts.map { units in mean(units) { Statistics.passAtK(n: $0.n, c: $0.c, k: k) } })
    }
  }

  /// By round, from 0: mean share of right samples, and share of units where some sample is right.
  var rounds: [(shareRight: Estimate, coverage: Estimate)] {
    let last = problems.joined().flatMap(\.candidates).map(\.id.round).max() ?? 0
    return (0...last).compactMap { round in
      let shares = problems.map { units in
        units.map { unit in
          let right = unit.contributions(rule, rounds: round).count(where: \.isRight)
          return Double(right) / Double(max(1, unit.record.samples))
        }
      }
      let right = estimate(shares.map { mean($0) { $0 } })
      let coverage = estimate(shares.map { mean($0) { $0 > 0 ? 1 : 0 } })
      guard let right, let coverage else { return nil }
      return (right, coverage)
    }
  }

  /// With the interval of the summary: the percentile bootstrap over problems.
  private func estimate(_ values: [Double]) -> Estimate? {
    Statistics.bootstrap(values, seed: seed, resamples: Self.resamples)
  }

  private func mean<Value>(_ values: [Value], _ value: (Value) -> Double) -> Double {
    values.reduce(0) { $0 + value($1) } / Double(max(1, values.count))
  }
}
