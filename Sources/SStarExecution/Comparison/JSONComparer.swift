import Foundation
import SStar

/// Structural equality of two JSON documents, for function problems.
///
/// Two integers are compared exactly at any size, whatever the tolerances; when either number has a fraction
/// or exponent, within the tolerances (by default ``defaultTolerance``, absolute or relative), so `1` equals
/// `1.0`; `true` is no number. Strings are compared exactly, object keys in any order. `NaN` (equal to itself) and `Infinity` are read as Python
/// writes them.
struct JSONComparer {
  /// For floating-point results when the problem gives no tolerance.
  static let defaultTolerance = 1e-9

  /// How many values a result may have: what is larger differs, and is not read to its end.
  private static let valuesAnyway = 10_000
  private static let valuesForOne = 64

  private var rules: TokenComparison

  init(rules: TokenComparison) {
    self.rules = rules
    if rules.absoluteTolerance == nil && rules.relativeTolerance == nil {
      self.rules.absoluteTolerance = Self.defaultTolerance
      self.rules.relativeTolerance = Self.defaultTolerance
    }
  }

  func compare(_ output: Data, _ expected: Data) -> ComparisonOutcome {
    guard let wanted = JSONValue(parsing: expected) else {
      return .rejected("the expected output is not JSON")
    }
    let got: JSONValue
    let most = Self.valuesAnyway + Self.valuesForOne * wanted.count
    do throws(JSONValue.ParsingFailure) {
      got = try JSONValue(parsing: output, atMost: most)
    } catch {
      let reason = error == .notJSON ? "is not JSON" : "has more than \(most) values"
      return .rejected("the result \(TokenComparer.shown(output)) \(reason)")
    }
    if agree(got, wanted) { return .accepted }
    return .rejected(
      "the result is \(TokenComparer.shown(output.trimmed)) where \(TokenComparer.shown(expected.trimmed)) is expected"
    )
  }

  private func agree(_ actual: JSONValue, _ expected: JSONValue) -> Bool {
    switch (actual, expected) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.integer, .real), (.real, .integer), (.real, .real):
      numbersAgree(actual.number, expected.number)
    case (.array(let a), .array(let b)):
      a.count == b.count && zip(a, b).allSatisfy { agree($0, $1) }
    case (.object(let a), .object(let b)):
      a.count == b.count
        && a.allSatisfy { key, value in b[key].map { agree(value, $0) } ?? false }
    default: false
    }
  }

  private func numbersAgree(_ actual: Double?, _ expected: Double?) -> Bool {
    guard let actual, let expected else { return false }
    if actual.isNaN || expected.isNaN { return actual.isNaN && expected.isNaN }
    return TokenComparer.isWithin(actual, of: expected, rules)
  }
}

extension Data {
  /// Without white space at both ends.
  var trimmed: Data {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || ($0 >= 9 && $0 <= 13) }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) })
    else {
      return Data()
    }
    return self[first...last]
  }
}
