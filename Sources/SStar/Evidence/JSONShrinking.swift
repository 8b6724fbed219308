import Foundation

/// Smaller versions of a function's arguments, biggest steps first.
enum JSONShrinking {
  /// Elements of a list that are made smaller themselves.
  private static let triedElements = 12

  static func add(to smaller: inout SmallerInputs, from input: Data) {
    let lines = String(decoding: input, as: UTF8.self).unixLines.split(separator: "\n").map(String.init)
    let values = lines.compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed)
    }
    guard values.count == lines.count else { return }
    for (index, value) in values.enumerated() {
      for makes in versions(of: value) where !smaller.isFull {
        smaller.add {
          var copy = values
          copy[index] = makes()
          return JSONMutation.encoded(copy)
        }
      }
    }
  }

  /// Made one at a time: versions of a long list are long themselves.
  private static func versions(of value: Any) -> [() -> Any] {
    switch value {
    case let list as [Any]:
      let pieces = list.count == 1 ? [0..<1] : SmallerInputs.pieces(of: list.count)
      let shorter = pieces.map { piece in
        { Array(list[..<piece.lowerBound] + list[piece.upperBound...]) as Any }
      }
      let inner = list.indices.prefix(triedElements).flatMap { index in
        versions(of: list[index]).map { makes in
          {
            var copy = list
            copy[index] = makes()
            return copy as Any
          }
        }
      }
      return shorter + inner
    case let text as String:
      let letters = Array(text)
      let pieces = letters.count == 1 ? [0..<1] : SmallerInputs.pieces(of: letters.count)
      return pieces.map { piece in
        { String(letters[..<piece.lowerBound] + letters[piece.upperBound...]) as Any }
      }
    case let number as NSNumber where !JSONMutation.isBoolean(number):
      guard let integer = Int(exactly: number.doubleValue) else { return [] }
      return SmallerInputs.smaller(than: integer).map { smaller in { smaller as Any } }
    default: return []
    }
  }
}
