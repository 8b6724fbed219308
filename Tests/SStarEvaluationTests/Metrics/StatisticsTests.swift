import SStar
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

  @Test("problems that were decided once have Wilson's interval, also a single one")
  func decidedOnce() {
    let once = Statistics.mean(ofShares: [1, 0, 1], units: 3)
    #expect(once == Statistics.wilson(successes: 2, trials: 3))
    #expect(Statistics.mean(ofShares: [1], units: 1) == Statistics.wilson(successes: 1, trials: 1))
    #expect(Statistics.mean(ofShares: [], units: 0) == nil)
    #expect(Statistics.wilson(successes: 0, trials: 0) == nil)
  }

  @Test("repeats of one problem tell nothing of others; those of many problems narrow the interval")
  func repeats() throws {
    func width(_ shares: [Double], units: Int) throws -> Double {
      let estimate = try #require(Statistics.mean(ofShares: shares, units: units))
      #expect(estimate.low <= estimate.value && estimate.value <= estimate.high)
      return estimate.high - estimate.low
    }
    #expect(try width([0.5], units: 10) > 0.7)
    #expect(try width([0.5, 0.5], units: 4) > 0.6)
    let alike = Array(repeating: 0.5, count: 50)
    let once = (0..<50).map { Double($0 % 2) }
    #expect(try width(alike, units: 500) < 0.5 * width(once, units: 50))
    // Never narrower than if all repeats were problems of their own.
    let all = try #require(Statistics.wilson(successes: 250, trials: 500))
    #expect(try width(alike, units: 500) >= all.high - all.low)
  }

  @Test(
    "the interval of repeated problems holds the mean of the population about as often as it says",
    arguments: [(problems: 1, repeats: 10), (2, 4), (3, 3), (5, 4), (10, 3), (40, 5)])
  func intervalHolds(problems: Int, repeats: Int) {
    var random = SeededGenerator(seed: 5, problem: "", purpose: "population")
    var held = 0
    let trials = 1000
    for _ in 0..<trials {
      // How likely a problem is solved differs between problems, evenly between 0 and 1: 0.5 on average.
      let shares = (0..<problems).map { _ in
        let chance = Double.random(in: 0..<1, using: &random)
        let solved = (0..<repeats).count { _ in Double.random(in: 0..<1, using: &random) < chance }
        return Double(solved) / Double(repeats)
      }
      guard let estimate = Statistics.mean(ofShares: shares, units: problems * repeats) else { continue }
      if estimate.low <= 0.5, 0.5 <= estimate.high { held += 1 }
    }
    #expect(Double(held) / Double(trials) > 0.93)
  }

  @Test("Student's quantiles are those of the tables")
  func student() {
    for (degrees, quantile) in [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042)] {
      #expect(abs(Statistics.studentQuantile(degrees: Double(degrees)) - quantile) < 0.004)
    }
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
