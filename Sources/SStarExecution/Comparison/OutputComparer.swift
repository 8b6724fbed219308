import Foundation
import SStar

/// Whether an output is right, and if not, where it first differs.
public struct ComparisonOutcome: Sendable, Hashable {
  /// Whether the output counts as the expected one.
  public var accepted: Bool
  /// The first difference, in a sentence; empty when accepted.
  public var message: String

  static let accepted = ComparisonOutcome(accepted: true, message: "")
  static func rejected(_ message: String) -> ComparisonOutcome {
    ComparisonOutcome(accepted: false, message: message)
  }
}

/// Compares outputs with expected ones by the rules of the problem.
public enum OutputComparer {
  /// - Parameter comparison: `.validator` compares as `.tokens` here; the validator itself has to be run.
  public static func compare(
    output: Data, expected: Data, using comparison: OutputComparison
  ) -> ComparisonOutcome {
    switch comparison {
    case .tokens(let rules):
      output.withUnsafeBytes { actual in
        expected.withUnsafeBytes { judge in TokenComparer(rules: rules).compare(actual, judge) }
      }
    case .json(let rules): JSONComparer(rules: rules).compare(output, expected)
    case .validator: compare(output: output, expected: expected, using: .default)
    }
  }

  /// Whether two outputs of programs count as the same answer: each would be accepted were the other the
  /// judges' answer. Outputs that are byte for byte the same always agree.
  /// - Parameter comparison: `.validator` compares as `.tokens` here.
  public static func agree(_ first: Data, _ second: Data, using comparison: OutputComparison) -> Bool {
    if first == second { return true }
    guard compare(output: first, expected: second, using: comparison).accepted else { return false }
    return compare(output: second, expected: first, using: comparison).accepted
  }
}
