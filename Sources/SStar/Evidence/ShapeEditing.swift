import Foundation

/// A place in an input that can be changed.
struct ShapeSlot {
  enum Content {
    /// A token; whether it announces a length.
    case token(String, InputShape.Field, isCount: Bool)
    /// A list without the number that may precede it.
    case list([String], InputShape.Kind, InputShape.Order)
    /// Rows, which are so many.
    case rows(Int)
  }
  var number: Int
  var content: Content
}

/// Changes of an input by slot number. What depends on a changed count follows it.
struct ShapeEdits {
  /// New tokens.
  var tokens: [Int: String] = [:]
  /// New contents of lists.
  var lists: [Int: [String]] = [:]
  /// New order of rows, by their old indices.
  var rows: [Int: [Int]] = [:]
  /// For a count: what is removed from everything that it announces. The count itself falls by as many.
  var removals: [Int: Range<Int>] = [:]
}

/// Applies edits to a parsed input and brings lengths back in line with the counts that announce them.
struct ShapeEditor {
  /// Longest list or number of rows after an edit.
  static let mostElements = 40_000

  let shape: InputShape
  private let counts: Set<Int>
  private var edits = ShapeEdits()
  private var random: SeededGenerator
  private var number = 0
  private var slots: [ShapeSlot] = []
  private var isConsistent = true

  private struct Scope {
    var values: [Int: Int] = [:]
    var removals: [Int: Range<Int>] = [:]
  }

  init(_ shape: InputShape, random: SeededGenerator) {
    self.shape = shape
    self.random = random
    counts = shape.countVariables
  }

  /// All places that can be changed, in the order of the input.
  mutating func slots(of nodes: [InputShape.Node]) -> [ShapeSlot] {
    slots = []
    _ = apply(ShapeEdits(), to: nodes)
    return slots
  }

  /// - Returns: nil when the edits make no consistent input.
  mutating func apply(_ edits: ShapeEdits, to nodes: [InputShape.Node]) -> Data? {
    self.edits = edits
    number = 0
    slots = []
    isConsistent = true
    var scope = Scope()
    let edited = edit(shape.parts, nodes, &scope)
    let input = Data(InputShape.text(edited).utf8)
    return isConsistent && input.count <= InputShape.largestInput && shape.parse(input) != nil ? input : nil
  }

  /// The same, by a copy of the editor.
  func applied(_ edits: ShapeEdits, to nodes: [InputShape.Node]) -> Data? {
    var editor = self
    return editor.apply(edits, to: nodes)
  }

  private mutating func slot(_ content: ShapeSlot.Content) -> Int {
    slots.append(ShapeSlot(number: number, content: content))
    number += 1
    return number - 1
  }

  private mutating func edit(
    _ parts: [InputShape.Part], _ nodes: [InputShape.Node], _ scope: inout Scope
  ) -> [InputShape.Node] {
    zip(parts, nodes).map { part, node in
      switch (part, node) {
      case (.fields(let fields), .tokens(let tokens)): .tokens(edit(fields, tokens, &scope))
      case (.list(let count, let kind, let order), .tokens(let tokens)):
        .tokens(edit(list: tokens, kind, order, count: count, scope))
      case (.prefixed(let kind), .tokens(let tokens)):
        .tokens(Self.withLength(edit(list: Array(tokens.dropFirst()), kind, .any, count: nil, scope)))
      case (.rows(let count, let inner), .rows(let rows)): .rows(edit(rows: rows, inner, count, scope))
      default: node
      }
    }
  }

  private static func withLength(_ list: [String]) -> [String] { ["\(list.count)"] + list }

  private mutating func edit(
    _ fields: [InputShape.Field], _ tokens: [String], _ scope: inout Scope
  ) -> [String] {
    zip(fields, tokens).map { field, token in
      let slot = slot(.token(token, field, isCount: counts.contains(field.variable)))
      var token = edits.tokens[slot] ?? token
      if var value = Int(token), field.kind == .integer {
        if let limit = field.limit.flatMap({ scope.values[$0] }), limit > 0, !(1...limit ~= value) {
          value = Int(value.magnitude % UInt(limit)) + 1
        }
        let removal = edits.removals[slot]
        scope.values[field.variable] = value - (removal?.count ?? 0)
        scope.removals[field.variable] = removal
        token = "\(value - (removal?.count ?? 0))"
      }
      if let length = field.length {
        var letters = Array(token)
        remove(from: &letters, length, scope)
        fit(&letters, length, scope) { letters, random in letters.randomElement(using: &random) }
        token = String(letters)
      }
      return token
    }
  }

  private mutating func edit(
    list: [String], _ kind: InputShape.Kind, _ order: InputShape.Order, count: InputShape.Count?,
    _ scope: Scope
  ) -> [String] {
    let slot = slot(.list(list, kind, order))
    var tokens = edits.lists[slot] ?? list
    if let count {
      remove(from: &tokens, count, scope)
      fit(&tokens, count, scope) { tokens, random in tokens.randomElement(using: &random) ?? "1" }
    }
    return order.restored(tokens)
  }

  private mutating func edit(
    rows: [[InputShape.Node]], _ parts: [InputShape.Part], _ count: InputShape.Count, _ scope: Scope
  ) -> [[InputShape.Node]] {
    let slot = slot(.rows(rows.count))
    var edited = rows.map { row in
      var inner = scope
      return edit(parts, row, &inner)
    }
    if let order = edits.rows[slot] { edited = order.filter(edited.indices.contains).map { edited[$0] } }
    remove(from: &edited, count, scope)
    fit(&edited, count, scope) { rows, random in rows.randomElement(using: &random) }
    return edited
  }

  private func remove<Element>(from elements: inout [Element], _ count: InputShape.Count, _ scope: Scope) {
    guard let piece = scope.removals[count.variable] else { return }
    elements.removeSubrange(piece.clamped(to: elements.indices))
  }

  /// Cuts or lengthens to what the count says.
  private mutating func fit<Element>(
    _ elements: inout [Element], _ count: InputShape.Count, _ scope: Scope,
    more: ([Element], inout SeededGenerator) -> Element?
  ) {
    guard let expected = count.value(scope.values), expected <= Self.mostElements else {
      isConsistent = false
      return
    }
    if elements.count > expected { elements.removeLast(elements.count - expected) }
    while elements.count < expected {
      guard let element = more(elements, &random) else {
        isConsistent = false
        return
      }
      elements.append(element)
    }
  }
}

extension InputShape.Order {
  /// The list in this order again after an edit.
  func restored(_ tokens: [String]) -> [String] {
    guard self != .any else { return tokens }
    var numbers = tokens.compactMap { Int($0) }
    guard numbers.count == tokens.count else { return tokens }
    switch self {
    case .any: return tokens
    case .ascending: numbers.sort()
    case .distinct:
      var seen = Set<Int>()
      for index in numbers.indices {
        while !seen.insert(numbers[index]).inserted { numbers[index] &+= 1 }
      }
    case .permutation:
      // Ranks of any numbers are a permutation.
      let ranked = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
      for (rank, index) in ranked.enumerated() { numbers[index] = rank + 1 }
    }
    return numbers.map(String.init)
  }
}
