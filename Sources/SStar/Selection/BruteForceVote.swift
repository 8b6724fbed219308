import Foundation

/// How far the outputs of a brute-force program agree with those of each cluster, and what that says.
///
/// The program is right on an input with probability r, and r ~ Beta(a, b). If cluster c is right, each of
/// the k inputs on which both give the same answer shows the program right, and each of the n − k others
/// shows it wrong, so with r integrated out
///
///     P(votes | c is right) = B(a + k, b + n − k) / B(a, b)
///
/// with B the Beta function, as B4 (arXiv 2409.08692) scores programs by the tests that they pass. The mean
/// a / (a + b) is the share of problems for which brute-force programs of language models are right: 88 %
/// (ALGO, arXiv 2305.14591). The concentration a + b = 1 makes r likely to be near 0 or 1: a program that
/// has misread the statement is wrong on many inputs in the same way as the candidates that have, so further
/// inputs add little. Between a cluster with all votes and one without any, one input makes odds of 7, two
/// of 12 and eight of 35.
struct BruteForceVote: Sendable, Hashable {
  private static let meanReliability = 0.88
  private static let concentration = 1.0

  /// Inputs on which the program gave an answer (n).
  var inputs: Int
  /// Those on which a cluster gives the same answer (k), by cluster.
  var agreements: [Int]

  /// `prior` after the vote. It chooses among the clusters; whether any of them is right is as doubtful as
  /// before.
  func posterior(_ prior: [Double]) -> [Double] {
    guard inputs > 0 else { return prior }
    let right = Self.meanReliability * Self.concentration
    let wrong = Self.concentration - right
    let logs = agreements.map { Self.logBeta(right + Double($0), wrong + Double(inputs - $0)) }
    let highest = logs.max() ?? 0
    let weighted = zip(prior, logs).map { $0 * exp($1 - highest) }
    let sum = weighted.reduce(0, +)
    guard sum > 0 else { return prior }
    return weighted.map { $0 * prior.reduce(0, +) / sum }
  }

  private static func logBeta(_ a: Double, _ b: Double) -> Double {
    lgamma(a) + lgamma(b) - lgamma(a + b)
  }
}
