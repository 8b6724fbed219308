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
    trials > 0 ? wilson(share: Double(successes) / Double(trials), trials: Double(trials)) : nil
  }

  private static func wilson(share p: Double, trials n: Double) -> Estimate {
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

  /// The mean of shares, one a problem, with an interval over problems: Wilson's, for the effective number of
  /// outcomes of a clustered sample (Korn and Graubard, "Confidence intervals for proportions with small expected
  /// number of positive counts estimated from survey data", Survey Methodology 24, 1998; with Wilson's form Dean
  /// and Pagano, JSSAM 3, 2015). Repeats of a problem tell less than new problems: the effective number is never
  /// above `units`, nor below the number of problems. When each problem was decided once it is Wilson's interval
  /// itself. Nil without values.
  ///
  /// - Parameters:
  ///   - shares: 0…1, one a problem. - units: outcomes that they were taken from.
  public static func mean(ofShares shares: [Double], units: Int) -> Estimate? {
    guard !shares.isEmpty else { return nil }
    let n = Double(shares.count)
    let mean = shares.reduce(0, +) / n
    return wilson(share: mean, trials: effectiveSize(shares, mean: mean, atMost: max(n, Double(units))))
  }

  private static func effectiveSize(_ shares: [Double], mean: Double, atMost most: Double) -> Double {
    let n = Double(shares.count)
    guard n > 1 else { return n }
    let variance = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    let size = variance > 0 ? n * mean * (1 - mean) / variance : most
    // Few problems tell little of the variance between problems.
    let trust = z / studentQuantile(degrees: n - 1)
    return max(n, min(most, size * trust * trust))
  }

  /// Of Student's t distribution, two-sided 95 %: exact for 1 and 2 degrees of freedom, else by its expansion
  /// about the normal quantile (Abramowitz and Stegun, 26.7.5), to 0.003.
  static func studentQuantile(degrees: Double) -> Double {
    if degrees <= 1 { return 12.706204736 }
    if degrees <= 2 { return 4.302652730 }
    let odd = (1...4).map { pow(z, Double(2 * $0 + 1)) }
    let first = (odd[0] + z) / 4
    let second = (5 * odd[1] + 16 * odd[0] + 3 * z) / 96
    let third = (3 * odd[2] + 19 * odd[1] + 17 * odd[0] - 15 * z) / 384
    let fourth = (79 * odd[3] + 776 * odd[2] + 1482 * odd[1] - 1920 * odd[0] - 945 * z) / 92160
    return z + first / degrees + second / pow(degrees, 2) + third / pow(degrees, 3)
      + fourth / pow(degrees, 4)
  }
}
