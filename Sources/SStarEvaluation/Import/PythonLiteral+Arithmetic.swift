import Foundation

/// The arithmetic of constant expressions such as `10**9 + 7`, `-1` and `"ab" * 1000`; nil where it is not
/// understood or its result is too large.
extension PythonLiteral {
  /// Longest string or list that a repetition makes, with all that is in it.
  private static let longest = 200_000

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

  /// How many values and bytes of text the literal is written with, counted up to a limit.
  func weight(upTo limit: Int) -> Int {
    func sum(_ items: some Sequence<PythonLiteral>) -> Int {
      var weight = 1
      for item in items {
        guard weight < limit else { break }
        weight += item.weight(upTo: limit - weight)
      }
      return weight
    }
    switch self {
    case .none, .boolean, .real: return 1
    case .integer(let digits): return digits.utf8.count
    case .string(let text): return 1 + text.count
    case .list(let items), .tuple(let items), .set(let items): return sum(items)
    case .dictionary(let entries): return sum(entries.lazy.flatMap { [$0.key, $0.value] })
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
      return other.int.flatMap { repeated(text, $0) }.map { .string($0) }
    case (.list(let items), .integer): return other.int.flatMap { repeated(items, $0) }.map { .list($0) }
    case (.tuple(let items), .integer):
      return other.int.flatMap { repeated(items, $0) }.map { .tuple($0) }
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

  /// The items of this literal many times over.
  private func repeated<T>(_ items: [T], _ count: Int) -> [T]? {
    guard count > 0 else { return [] }
    guard weight(upTo: Self.longest) <= Self.longest / count else { return nil }
    return items.count == 1
      ? Array(repeating: items[0], count: count) : Array(repeatElement(items, count: count).joined())
  }
}
