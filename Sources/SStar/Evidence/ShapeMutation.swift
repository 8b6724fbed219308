import Foundation

/// Changes a text input by its structure: values, lists, rows and the counts that announce them.
struct ShapeMutation {
  let shape: InputShape
  let numbers: InterestingNumbers

  /// Sizes that most counts get; programs differ on small inputs.
  private static let usualSize = 8
  private static let largeSize = 60

  /// - Returns: nil when the input does not have the structure or the changes make none that has.
  func mutated(_ input: Data, changes: Int, using random: inout SeededGenerator) -> Data? {
    var input = input
    var isChanged = false
    for _ in 0..<changes {
      guard let nodes = shape.parse(input) else { return nil }
      var editor = ShapeEditor(shape, random: SeededGenerator(seed: random.next()))
      let slots = editor.slots(of: nodes)
      guard let slot = choose(slots, using: &random) else { return nil }
      if let changed = editor.apply(edits(slot, using: &random), to: nodes) {
        isChanged = isChanged || changed != input
        input = changed
      }
    }
    return isChanged ? input : nil
  }

  /// Counts, lists and rows as often as all single values together.
  private func choose(_ slots: [ShapeSlot], using random: inout SeededGenerator) -> ShapeSlot? {
    let structural = slots.filter { slot in
      switch slot.content {
      case .token(_, _, let isCount): isCount
      case .list(let list, _, _): !list.isEmpty
      case .rows(let count): count > 1
      }
    }
    let values = slots.filter { slot in
      if case .token(_, _, isCount: false) = slot.content { return true }
      return false
    }
    if let slot = structural.randomElement(using: &random), values.isEmpty || Bool.random(using: &random) {
      return slot
    }
    return values.randomElement(using: &random)
  }

  private func edits(_ slot: ShapeSlot, using random: inout SeededGenerator) -> ShapeEdits {
    var edits = ShapeEdits()
    switch slot.content {
    case .token(let token, let field, let isCount):
      if let size = Int(token), isCount, field.kind == .integer {
        edits.tokens[slot.number] = "\(newSize(size, using: &random))"
      } else {
        edits.tokens[slot.number] = changed(
          token, field.kind, keepsLength: field.length != nil, using: &random)
      }
    case .list(let list, let kind, _):
      edits.lists[slot.number] = changed(list, kind, using: &random)
    case .rows(let count):
      let order = Array(0..<count)
      let pick = Int.random(in: order.indices, using: &random)
      edits.rows[slot.number] =
        [order.reversed(), order.shuffled(using: &random), order.map { _ in pick }].randomElement(
          using: &random)
    }
    return edits
  }

  private func newSize(_ size: Int, using random: inout SeededGenerator) -> Int {
    let wanted: Int
    switch Int.random(in: 0..<8, using: &random) {
    case 0: wanted = size == 0 ? 0 : 1
    case 1, 2: wanted = size + 1
    case 3, 4: wanted = size - 1
    case 5: wanted = Int.random(in: 1...Self.largeSize, using: &random)
    default: wanted = Int.random(in: 1...Self.usualSize, using: &random)
    }
    // An empty case is valid only where one was seen or the statement allows it.
    let least = numbers.bounds.first.map { max(0, min($0, size)) } ?? min(1, size)
    return max(wanted, least)
  }

  private func changed(
    _ token: String, _ kind: InputShape.Kind, keepsLength: Bool, using random: inout SeededGenerator
  ) -> String {
    switch kind {
    case .integer: return Int(token).map { "\(numbers.replacement(for: $0, using: &random))" } ?? token
    case .real:
      guard let value = Double(token) else { return token }
      let decimals = token.firstIndex(of: ".").map { token.distance(from: $0, to: token.endIndex) - 1 } ?? 0
      let replaced =
        [0, 1, value >= 0 ? value / 7 : -value, value * 2, value + 0.5, value / 3].randomElement(
          using: &random) ?? value
      return String(format: "%.\(decimals)f", replaced)
    case .word:
      // Numbers among words, where lines differ in their structure.
      if !keepsLength, let value = Int(token), "\(value)" == token {
        return "\(numbers.replacement(for: value, using: &random))"
      }
      return changed(word: token, keepsLength: keepsLength, using: &random)
    }
  }

  /// A list with another value or in another order; as long as before, unless nothing tells its length.
  private func changed(
    _ list: [String], _ kind: InputShape.Kind, using random: inout SeededGenerator
  ) -> [String] {
    var list = list
    guard let index = list.indices.randomElement(using: &random) else { return list }
    switch Int.random(in: 0..<10, using: &random) {
    case 0: list.reverse()
    case 1: list.shuffle(using: &random)
    case 2: list = list.map { _ in list[index] }
    case 3: list[index] = list.randomElement(using: &random) ?? list[index]
    case 4 where kind == .integer:
      list = list.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }
    case 5: list.insert(list[index], at: 0)
    case 6 where list.count > 1: list.remove(at: index)
    default: list[index] = changed(list[index], kind, keepsLength: false, using: &random)
    }
    return list
  }

  /// A word over the same letters.
  private func changed(word: String, keepsLength: Bool, using random: inout SeededGenerator) -> String {
    var letters = Array(word)
    guard let index = letters.indices.randomElement(using: &random) else { return word }
    let alphabet = Array(Set(letters)).sorted()
    switch Int.random(in: 0..<(keepsLength ? 4 : 7), using: &random) {
    case 0: letters[index] = alphabet.randomElement(using: &random) ?? letters[index]
    case 1: letters.reverse()
    case 2: letters = letters.map { _ in letters[index] }
    case 3: letters.shuffle(using: &random)
    case 4: letters.insert(alphabet.randomElement(using: &random) ?? letters[index], at: index)
    case 5 where letters.count > 1: letters.remove(at: index)
    default: letters += letters
    }
    return String(letters)
  }
}
