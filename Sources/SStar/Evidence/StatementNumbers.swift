import Foundation

/// Numbers in a statement that look like bounds, such as in `1 ≤ n ≤ 10^5` or `-10^9 <= a_i <= 10^9`.
struct StatementNumbers {
  /// Distinct bounds, ascending.
  let bounds: [Int]

  init(_ statement: String) {
    let text = statement.replacingOccurrences(of: "\\,", with: "").replacingOccurrences(of: "{", with: "")
      .replacingOccurrences(of: "}", with: "").replacingOccurrences(of: "**", with: "^")
      .replacingOccurrences(of: "−", with: "-")
    var found = Set<Int>()
    let pattern = #/(-?)(\d[\d,_]*)(?:\s*(?:\\cdot|·|\*|\\times|×)\s*(\d+))?(?:\^(\d+))?/#
    for line in text.split(whereSeparator: \.isNewline) {
      guard
        line.contains(where: { "≤<≥>".contains($0) }) || line.contains("\\le") || line.contains("between")
          || line.contains("at most") || line.contains("\\ge")
      else { continue }
      for match in line.matches(of: pattern) {
        guard let base = Int(match.2.filter(\.isNumber)) else { continue }
        var value: Int? = base
        let exponent = match.4.flatMap { Int($0) }
        if let factor = match.3.flatMap({ Int($0) }) {
          value = Self.power(factor, exponent ?? 1).flatMap { Self.product(base, $0) }
        } else if let exponent {
          value = Self.power(base, exponent)
        }
        if let value { found.insert(match.1.isEmpty ? value : -value) }
      }
    }
    bounds = found.sorted()
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int? {
    guard exponent <= 64 else { return nil }
    return (0..<exponent).reduce(Optional(1)) { value, _ in value.flatMap { product($0, base) } }
  }

  private static func product(_ a: Int, _ b: Int) -> Int? {
    let (value, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? nil : value
  }
}
