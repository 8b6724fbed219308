import Testing

@testable import SStarEvaluation

@Suite struct StatisticsTests {
  private func isClose(_ first: Double, _ second: Double, _ tolerance: Double = 1e-6) -> Bool {
    abs(first - second) < tolerance
  }

  @Test(
    "Wilson's interval has the published values",
    arguments: [
      (0, 10, 0.0, 0.277533), (10, 10, 0.722467, 1.0), (5, 10, 0.236593, 0.763407),
      (81, 263, 0.255289, 0.366193),
    ])
  func wilson(successes: Int, trials: Int, low: Double, high: Double) throws {
    let estimate = try #require(Statistics.wilson(successes: successes, trials: trials))
    #expect(isClose(estimate.low, low, 2e-4))
    #expect(isClose(estimate.high, high, 2e-4))
    #expect(estimate.low <= estimate.value && estimate.value <= estimate.high)
  }

  @Test("pass@k is the share of k-subsets that hold a right sample")
  func passAtK() {
    for n in 1...7 {
      for c in 0...n {
        for k in 1...n {
          // Subsets of n samples, of which the first c are right.
          let subsets = (0..<(1 << n)).filter { $0.nonzeroBitCount == k }
          let share = Double(subsets.count { $0 & ((1 << c) - 1) != 0 }) / Double(subsets.count)
          #expect(isClose(Statistics.passAtK(n: n, c: c, k: k), share, 1e-12))
        }
      }
    }
  }

  @Test("the bootstrap depends on its seed alone, holds the mean, and narrows with more values")
  func bootstrap() throws {
    let few = [0.0, 0.5, 1, 0.5, 0, 1]
    let first = try #require(Statistics.bootstrap(few, seed: 3))
    #expect(first == Statistics.bootstrap(few, seed: 3))
    #expect(first.value == 0.5 && first.low < 0.5 && first.high > 0.5)
    let many = try #require(Statistics.bootstrap(Array(repeating: few, count: 20).flatMap { $0 }, seed: 3))
    #expect(many.high - many.low < (first.high - first.low) / 3)
    #expect(Statistics.bootstrap([], seed: 0) == nil)
    #expect(Statistics.wilson(successes: 0, trials: 0) == nil)
  }

  @Test("shares of problems that were decided once have Wilson's interval")
  func shares() {
    #expect(Statistics.mean(ofShares: [1, 0, 1], seed: 1) == Statistics.wilson(successes: 2, trials: 3))
    #expect(Statistics.mean(ofShares: [1, 0.5], seed: 1) == Statistics.bootstrap([1, 0.5], seed: 1))
  }

  @Test("calibration: the error is the weighted distance of confidence and share, bin by bin")
  func calibration() throws {
    let choices = [(0.95, true), (0.95, true), (0.95, false), (0.95, true), (0.15, false), (1.0, true)]
    let calibration = try #require(Calibration(choices.map { (confidence: $0.0, isRight: $0.1) }))
    #expect(calibration.bins.map(\.count) == [1, 5])
    // |0.15 − 0| × 1/6 + |0.96 − 0.8| × 5/6
    #expect(isClose(calibration.expectedError, 0.15 / 6 + 0.16 * 5 / 6))
    let squares = 3 * 0.0025 + 0.9025 + 0.0225
    #expect(isClose(calibration.brierScore, squares / 6))
    #expect(Calibration([]) == nil)
  }
}
