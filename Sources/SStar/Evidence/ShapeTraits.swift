import Foundation

/// Learns what the examples and the statement tell of a shape's values: lists that are sorted, distinct or
/// permutations, and fields that count from one to the value of another field.
struct ShapeTraits {
  private(set) var parts: [InputShape.Part] = []
  private var lists: [[[String]]] = []
  /// For each variable: what was seen, with the values of all fields known there.
  private var sightings: [Int: [(value: Int, scope: [Int: Int])]] = [:]
  private let statement: String

  init(_ shape: InputShape, examples: [[InputShape.Node]], statement: String) {
    self.statement = statement.lowercased()
    for nodes in examples {
      var next = 0
      var scope: [Int: Int] = [:]
      collect(shape.parts, nodes, &next, &scope)
    }
    var next = 0
    parts = labelled(shape.parts, &next, shape.countVariables, inRows: false)
  }

  private mutating func collect(
    _ parts: [InputShape.Part], _ nodes: [InputShape.Node], _ next: inout Int, _ scope: inout [Int: Int]
  ) {
    for (part, node) in zip(parts, nodes) {
      switch (part, node) {
      case (.fields(let fields), .tokens(let tokens)):
        for (field, token) in zip(fields, tokens) where field.kind == .integer {
          guard let value = Int(token) else { continue }
          sightings[field.variable, default: []].append((value, scope))
          scope[field.variable] = value
        }
      case (.list, .tokens(let tokens)):
        while lists.count <= next { lists.append([]) }
        lists[next].append(tokens)
        next += 1
      case (.rows(_, let inner), .rows(let rows)):
        let first = next
        for row in rows {
          next = first
          var local = scope
          collect(inner, row, &next, &local)
        }
        next = first + Self.listCount(inner)
      default: break
      }
    }
  }

  private static func listCount(_ parts: [InputShape.Part]) -> Int {
    parts.reduce(0) { sum, part in
      switch part {
      case .list: sum + 1
      case .rows(_, let inner): sum + listCount(inner)
      default: sum
      }
    }
  }

  private func labelled(
    _ parts: [InputShape.Part], _ next: inout Int, _ counts: Set<Int>, inRows: Bool
  ) -> [InputShape.Part] {
    parts.map { part in
      switch part {
      case .fields(let fields):
        return .fields(
          fields.map { field in
            var field = field
            if inRows, !counts.contains(field.variable) { field.limit = limit(of: field.variable) }
            return field
          })
      case .list(let count, let kind, _):
        defer { next += 1 }
        return .list(count, kind, next < lists.count ? order(of: lists[next], kind) : .any)
      case .rows(let count, let inner): return .rows(count, labelled(inner, &next, counts, inRows: true))
      default: return part
      }
    }
  }

  /// Few values are below a bound by chance; many rarely are, when the statement has such a bound at all.
  private static let fewestSightings = 3

  /// The first field that none of the values exceeds, such as the number of nodes for the ends of an edge.
  private func limit(of variable: Int) -> Int? {
    let seen = sightings[variable] ?? []
    guard seen.count >= Self.fewestSightings, seen.contains(where: { $0.value > 1 }), hasSymbolicBound else {
      return nil
    }
    return seen[0].scope.keys.sorted().first { field in
      seen.allSatisfy { sighting in
        guard let bound = sighting.scope[field] else { return false }
        return sighting.value >= 1 && sighting.value <= bound
      }
    }
  }

  /// Such as `≤ n`: an upper bound that is a field's value.
  private var hasSymbolicBound: Bool {
    statement.contains(#/(≤|<=|\\leq?|<)\s*\$?\s*[a-z]/#) || statement.contains(#/(to|and)\s+\$?[nmk]\b/#)
  }

  private func order(of lists: [[String]], _ kind: InputShape.Kind) -> InputShape.Order {
    let numbers = lists.map { $0.compactMap { Int($0) } }
    guard kind == .integer, numbers.contains(where: { $0.count >= 3 }) else { return .any }
    if numbers.allSatisfy({ $0.sorted() == Array(1..<($0.count + 1)) }) { return .permutation }
    func says(_ words: String...) -> Bool { words.contains { statement.contains($0) } }
    // Examples are often in order by chance.
    if says("sorted", "increasing", "ascending", "non-decreasing", "nondecreasing"),
      numbers.allSatisfy({ $0 == $0.sorted() })
    {
      return .ascending
    }
    if says("distinct", "different", "unique", "no two", "pairwise"),
      numbers.allSatisfy({ Set($0).count == $0.count })
    {
      return .distinct
    }
    return .any
  }
}
