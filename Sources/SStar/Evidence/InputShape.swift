import Foundation

/// The structure of a problem's text inputs: lines of fields, lists, and repeated rows, with the numbers
/// that announce their lengths.
struct InputShape: Sendable, Hashable {
  /// A number of elements, told by an integer field: factor × field + offset.
  struct Count: Sendable, Hashable {
    var variable: Int
    var factor = 1
    var offset = 0

    func value(_ environment: [Int: Int]) -> Int? {
      guard let base = environment[variable] else { return nil }
      let (product, overflow) = base.multipliedReportingOverflow(by: factor)
      let (sum, overflowToo) = product.addingReportingOverflow(offset)
      return overflow || overflowToo || sum < 0 ? nil : sum
    }
  }

  enum Kind: Sendable, Hashable {
    case integer, real, word

    func accepts(_ token: String) -> Bool {
      switch self {
      case .integer: Int(token) != nil
      case .real: Double(token)?.isFinite == true
      case .word: true
      }
    }
  }

  /// A token at a fixed place of a line.
  struct Field: Sendable, Hashable {
    var kind: Kind
    /// Number by which counts refer to it.
    var variable: Int
    /// Letters of a word.
    var length: Count?
    /// The field up to whose value this one counts, from one.
    var limit: Int?
  }

  /// What all lists of a part have in common.
  enum Order: Sendable, Hashable {
    case any, distinct, ascending, permutation
  }

  indirect enum Part: Sendable, Hashable {
    /// One line.
    case fields([Field])
    /// One line of so many elements; of as many as there are when the count is nil.
    case list(Count?, Kind, Order)
    /// One line: a number, then so many elements.
    case prefixed(Kind)
    /// So many times the same.
    case rows(Count, [Part])
  }

  /// A part of an input.
  indirect enum Node: Sendable, Hashable {
    case tokens([String])
    case rows([[Node]])
  }

  var parts: [Part]

  /// Larger inputs are left alone: changing them costs more than it finds.
  static let largestInput = 64 << 10

  /// Tokens by line, without empty lines at the end.
  static func lines(of input: Data) -> [[String]]? {
    guard input.count <= largestInput, let text = String(data: input, encoding: .utf8) else { return nil }
    var lines = text.unixLines.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split { $0 == " " || $0 == "\t" }.map(String.init)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The input taken apart; nil when it does not have this structure.
  func parse(_ input: Data) -> [Node]? {
    guard let lines = Self.lines(of: input) else { return nil }
    var reader = ShapeReader(lines: lines)
    guard let nodes = reader.read(parts), reader.isAtEnd else { return nil }
    return nodes
  }

  static func text(_ nodes: [Node]) -> String {
    nodes.map { node in
      switch node {
      case .tokens(let tokens): tokens.joined(separator: " ") + "\n"
      case .rows(let rows): rows.map(text).joined()
      }
    }.joined()
  }

  /// Fields that announce a length.
  var countVariables: Set<Int> { Self.countVariables(parts) }

  private static func countVariables(_ parts: [Part]) -> Set<Int> {
    parts.reduce(into: []) { found, part in
      switch part {
      case .fields(let fields): found.formUnion(fields.compactMap(\.length?.variable))
      case .list(let count, _, _): found.formUnion([count?.variable].compactMap { $0 })
      case .prefixed: break
      case .rows(let count, let parts): found.formUnion(countVariables(parts).union([count.variable]))
      }
    }
  }
}

/// Reads the parts of a shape, line by line.
struct ShapeReader {
  let lines: [[String]]
  var line = 0
  var environment: [Int: Int] = [:]

  var isAtEnd: Bool { line == lines.count }

  mutating func read(_ parts: [InputShape.Part]) -> [InputShape.Node]? {
    var nodes: [InputShape.Node] = []
    for part in parts {
      guard let node = read(part) else { return nil }
      nodes.append(node)
    }
    return nodes
  }

  mutating func read(_ part: InputShape.Part) -> InputShape.Node? {
    switch part {
    case .fields(let fields):
      guard line < lines.count, lines[line].count == fields.count else { return nil }
      let tokens = lines[line]
      for (field, token) in zip(fields, tokens) {
        guard field.kind.accepts(token) else { return nil }
        if field.kind == .integer { environment[field.variable] = Int(token) }
        if let length = field.length, length.value(environment) != token.count { return nil }
      }
      line += 1
      return .tokens(tokens)
    case .list(let count, let kind, _):
      let expected = count.map { $0.value(environment) }
      if expected == .some(nil) { return nil }
      // The line of an empty list may be missing.
      if expected == 0, line == lines.count || !lines[line].isEmpty { return .tokens([]) }
      guard line < lines.count else { return nil }
      let tokens = lines[line]
      if let expected, expected != tokens.count { return nil }
      guard tokens.allSatisfy(kind.accepts) else { return nil }
      line += 1
      return .tokens(tokens)
    case .prefixed(let kind):
      guard line < lines.count, let first = lines[line].first, Int(first) == lines[line].count - 1,
        lines[line].dropFirst().allSatisfy(kind.accepts)
      else { return nil }
      line += 1
      return .tokens(lines[line - 1])
    case .rows(let count, let parts):
      guard let expected = count.value(environment), expected <= lines.count - line else { return nil }
      let outer = environment
      var rows: [[InputShape.Node]] = []
      for _ in 0..<expected {
        environment = outer
        guard let row = read(parts) else { return nil }
        rows.append(row)
      }
      environment = outer
      return .rows(rows)
    }
  }
}
