import Foundation

/// Smaller versions of a text input, biggest steps first: fewer rows and elements, then smaller numbers.
enum ShapeShrinking {
  /// Counts and values that are tried, in the order of the input.
  private static let triedCounts = 12
  private static let triedValues = 40

  static func add(to smaller: inout SmallerInputs, from input: Data, shape: InputShape) {
    guard let nodes = shape.parse(input) else { return }
    var editor = ShapeEditor(shape, random: SeededGenerator(seed: 0))
    let slots = editor.slots(of: nodes)
    for slot in slots.filter(isCount).prefix(triedCounts) {
      for piece in SmallerInputs.pieces(of: count(slot)) where !smaller.isFull {
        var edits = ShapeEdits()
        edits.removals[slot.number] = piece
        smaller.add { [editor] in editor.applied(edits, to: nodes) }
      }
    }
    for slot in slots.filter({ !isCount($0) }).prefix(triedValues) where !smaller.isFull {
      for edits in values(slot) { smaller.add { [editor] in editor.applied(edits, to: nodes) } }
    }
  }

  private static func isCount(_ slot: ShapeSlot) -> Bool {
    if case .token(_, _, isCount: true) = slot.content { return true }
    return false
  }

  private static func count(_ slot: ShapeSlot) -> Int {
    guard case .token(let token, _, _) = slot.content else { return 0 }
    return min(Int(token) ?? 0, ShapeEditor.mostElements)
  }

  private static func values(_ slot: ShapeSlot) -> [ShapeEdits] {
    switch slot.content {
    case .token(let token, let field, _):
      versions(token, field.kind, hasLength: field.length != nil).map {
        ShapeEdits(tokens: [slot.number: $0])
      }
    case .list(let list, let kind, _):
      // Lists that a count announces get shorter with it; the others here.
      SmallerInputs.pieces(of: list.count).map { piece in
        ShapeEdits(lists: [slot.number: Array(list[..<piece.lowerBound] + list[piece.upperBound...])])
      }
        + list.indices.prefix(triedValues).flatMap { index in
          versions(list[index], kind, hasLength: false).map { version in
            var copy = list
            copy[index] = version
            return ShapeEdits(lists: [slot.number: copy])
          }
        }
    case .rows: []
    }
  }

  private static func versions(_ token: String, _ kind: InputShape.Kind, hasLength: Bool) -> [String] {
    switch kind {
    case .integer: return Int(token).map { SmallerInputs.smaller(than: $0).map(String.init) } ?? []
    case .real: return Double(token).map { $0 == 0 ? [] : ["0", "1", "\(Int($0.clamped))"] } ?? []
    case .word where hasLength: return []
    case .word:
      let letters = Array(token)
      return SmallerInputs.pieces(of: letters.count).map { piece in
        String(letters[..<piece.lowerBound] + letters[piece.upperBound...])
      }
    }
  }
}

extension Double {
  /// Within what an integer holds with room to spare.
  fileprivate var clamped: Double { Swift.min(Swift.max(self, -1e15), 1e15) }
}
