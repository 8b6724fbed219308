import Foundation
import SStar

/// An estimate with the bounds of its 95 % interval.
public struct Estimate: Sendable, Hashable, Codable {
  public var value: Double
  public var low: Double
  public var high: Double

  public init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }
}

/// The formulae of the metrics, with their sources.
public enum Statistics {
  /// Of the standard normal distribution, two-sided 95 %.
  private static let z = 1.959963984540054

  /// Wilson's score interval for `successes` of `trials` (Wilson, "Probable inference, the law of succession,
  /// and statistical inference", JASA 22, 1927). Nil without trials.
  public static func wilson(successes: Int, trials: Int) -> Estimate? {
    guard trials > 0 else { return nil }
    let n = Double(trials)
    let p = Double(successes) / n
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    // Rounding must not push a bound past the value itself.
    return Estimate(value: p, low: max(0, min(p, centre - half)), high: min(1, max(p, centre + half)))
  }

  /// pass@k without bias: 1 − C(n−c, k) / C(n, k) (Chen et al., arXiv 2107.03374, §2.1), computed as a product.
  ///
  /// - Parameters:
  ///   - n: samples. - c: right ones, 0…n. - k: 1…n.
  public static func passAtK(n: Int, c: Int, k: Int) -> Double {
    guard n - c >= k else { return 1 }
    var noneRight = 1.0
    for drawn in 0..<k { noneRight *= Double(n - c - drawn) / Double(n - drawn) }
    return 1 - noneRight
  }

  /// The mean of shares, one a problem: by Wilson's interval when each problem was decided once, so that every
  /// share is 0 or 1, and by bootstrap otherwise. Nil without values.
  public static func mean(ofShares shares: [Double], seed: UInt64) -> Estimate? {
    shares.allSatisfy { $0 == 0 || $0 == 1 }
      ? wilson(successes: shares.count { $0 == 1 }, trials: shares.count) : bootstrap(shares, seed: seed)
  }

  /// The mean of `values` with the percentile bootstrap's interval (Efron and Tibshirani, "An Introduction to
  /// the Bootstrap", 1993, §13.3): seeded, so that equal values give equal bounds. Nil without values.
  ///
  /// The values are means of independent units, such as one a problem when problems are repeated.
  public static func bootstrap(_ values: [Double], seed: UInt64, resamples: Int = 2000) -> Estimate? {
    guard !values.isEmpty else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    var random = SeededGenerator(seed: seed, problem: "", purpose: "bootstrap")
    var means: [Double] = []
    for _ in 0..<resamples {
      var sum = 0.0
      for _ in values { sum += values[Int.random(in: 0..<values.count, using: &random)] }
      means.append(sum / Double(values.count))
    }
    means.sort()
    let low = means[Int(0.025 * Double(resamples))]
    let high = means[min(resamples - 1, Int(0.975 * Double(resamples)))]
    return Estimate(value: mean, low: min(mean, low), high: max(mean, high))
  }
}
