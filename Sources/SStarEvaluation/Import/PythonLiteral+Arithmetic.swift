import Foundation

/// The arithmetic of constant expressions such as `10**9 + 7`, `-1` and `"ab" * 1000`; nil where it is not
/// understood or its result is too large.
extension PythonLiteral {
  /// Longest string or list that a repetition makes.
  private static let longest = 1_000_000

  private var int: Int? {
    if case .integer(let digits) = self { Int(digits) } else { nil }
  }

  private var double: Double? {
    switch self {
    case .integer(let digits): Int(digits).map(Double.init)
    case .real(let value): value
    default: nil
    }
  }

  var negated: PythonLiteral? {
    switch self {
    case .integer("0"): self
    case .integer(let digits): .integer(digits.hasPrefix("-") ? String(digits.dropFirst()) : "-" + digits)
    case .real(let value): .real(-value)
    default: nil
    }
  }

  func adding(_ other: PythonLiteral) -> PythonLiteral? {
    switch (self, other) {
    case (.string(let a), .string(let b)): .string(a + b)
    case (.list(let a), .list(let b)): .list(a + b)
    case (.tuple(let a), .tuple(let b)): .tuple(a + b)
    case (.integer("0"), .integer), (.integer("0"), .real): other
    default: numeric(other, { $0.addingReportingOverflow($1) }, +)
    }
  }

  func subtracting(_ other: PythonLiteral) -> PythonLiteral? {
    numeric(other, { $0.subtractingReportingOverflow($1) }, -)
  }

  func multiplying(_ other: PythonLiteral) -> PythonLiteral? {
    switch (self, other) {
    case (.integer, .string), (.integer, .list), (.integer, .tuple): return other.multiplying(self)
    case (.string(let text), .integer):
      return other.int.flatMap { Self.repeated(text, $0) }.map { .string($0) }
    case (.list(let items), .integer): return other.int.flatMap { Self.repeated(items, $0) }.map { .list($0) }
    case (.tuple(let items), .integer):
      return other.int.flatMap { Self.repeated(items, $0) }.map { .tuple($0) }
    default: return numeric(other, { $0.multipliedReportingOverflow(by: $1) }, *)
    }
  }

  func dividing(_ other: PythonLiteral) -> PythonLiteral? {
    guard let a = double, let b = other.double, b != 0 else { return nil }
    // Integers beyond the precision of a double divide differently.
    guard max(abs(a), abs(b)) < 9e15 else { return nil }
    return .real(a / b)
  }

  func floorDividing(_ other: PythonLiteral) -> PythonLiteral? {
    guard let a = int, let b = other.int, b != 0, b != -1 else { return nil }
    return .integer(String(a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0)))
  }

  func remainder(_ other: PythonLiteral) -> PythonLiteral? {
    guard let a = int, let b = other.int, b != 0, b != -1 else { return nil }
    let rest = a % b
    return .integer(String(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest))
  }

  func power(_ other: PythonLiteral) -> PythonLiteral? {
    if let base = int, let exponent = other.int, (0...1024).contains(exponent) {
      var result = 1
      for _ in 0..<exponent {
        let (product, overflow) = result.multipliedReportingOverflow(by: base)
        if overflow { return nil }
        result = product
      }
      return .integer(String(result))
    }
    guard let base = double, let exponent = other.double, base > 0 else { return nil }
    let result = pow(base, exponent)
    return result.isFinite ? .real(result) : nil
  }

  private func numeric(
    _ other: PythonLiteral, _ whole: (Int, Int) -> (Int, Bool), _ real: (Double, Double) -> Double
  ) -> PythonLiteral? {
    if let a = int, let b = other.int {
      let (result, overflow) = whole(a, b)
      return overflow ? nil : .integer(String(result))
    }
    guard let a = double, let b = other.double else { return nil }
    return .real(real(a, b))
  }

  private static func repeated<T>(_ items: [T], _ count: Int) -> [T]? {
    guard count <= 0 || items.count <= longest / max(1, count) else { return nil }
    return Array(repeatElement(items, count: max(0, count)).joined())
  }
}
