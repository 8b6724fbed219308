import Foundation
import SStar

/// Whether an output is right, and if not, where it first differs.
public struct ComparisonResult: Sendable, Hashable {
  public var accepted: Bool
  /// The first difference, in a sentence; empty when accepted.
  public var message: String

  static let accepted = ComparisonResult(accepted: true, message: "")
  static func rejected(_ message: String) -> ComparisonResult {
    ComparisonResult(accepted: false, message: message)
  }
}

/// Compares outputs with expected ones by the rules of the problem.
public enum OutputComparer {
  /// - Parameter comparison: `.validator` compares as `.tokens` here; the validator itself has to be run.
  public static func compare(
    output: Data, expected: Data, using comparison: OutputComparison
  ) -> ComparisonResult {
    switch comparison {
    case .tokens(let rules):
      output.withUnsafeBytes { actual in
        expected.withUnsafeBytes { judge in TokenComparer(rules: rules).compare(actual, judge) }
      }
    case .json(let rules): JSONComparer(rules: rules).compare(output, expected)
    case .validator: compare(output: output, expected: expected, using: .default)
    }
  }
}
