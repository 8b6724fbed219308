import Foundation
import SStar

/// How results grow with samples and with debugging rounds, with bands over problems.
struct ScalingCurves {
  private let mean: ProblemMean
  private let rule: Genealogy.Contribution
  private let samples: Int
  private let lastRound: Int

  init(_ record: EvaluationRecord, rule: Genealogy.Contribution) {
    let counting = record.units.filter { !$0.isError }
    mean = ProblemMean(counting)
    self.rule = rule
    samples = counting.map(\.record.samples).min() ?? 0
    lastRound = counting.flatMap(\.candidates).map(\.id.round).max() ?? 0
  }

  /// pass@k of first drafts by k, from 1.
  var passAtK: [Estimate] {
    samples == 0 ? [] : (1...samples).compactMap { k in mean.estimate { $0.passAtK(k) } }
  }

  /// By round, from 0: mean share of right samples, and share of units where some sample is right.
  var rounds: [(shareRight: Estimate, coverage: Estimate)] {
    (0...lastRound).compactMap { round in
      let right = mean.estimate { $0.shareRight(rule, rounds: round) }
      let coverage = mean.estimate { $0.shareRight(rule, rounds: round) > 0 ? 1 : 0 }
      guard let right, let coverage else { return nil }
      return (right, coverage)
    }
  }
}
