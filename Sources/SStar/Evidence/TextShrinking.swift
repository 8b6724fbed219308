import Foundation

/// Smaller versions of a text input, biggest steps first.
enum TextShrinking {
  /// Counts and numbers that are tried, in the order of the input.
  private static let triedLengths = 8
  private static let triedNumbers = 40

  static func add(to smaller: inout SmallerInputs, from document: TextDocument) {
    for length in document.announcedLengths().prefix(triedLengths) {
      let (unit, count) = extent(of: length, in: document)
      for piece in SmallerInputs.pieces(of: count) where !smaller.isFull {
        var copy = document
        remove(piece, unit: unit, of: length, in: &copy)
        smaller.add(copy.data)
      }
    }
    for place in document.tokenPlaces.prefix(triedNumbers) {
      guard let value = Int(document.lines[place.line][place.token]) else { continue }
      for number in SmallerInputs.smaller(than: value) where !smaller.isFull {
        var copy = document
        copy.set(place, "\(number)")
        smaller.add(copy.data)
      }
    }
  }

  private static func extent(
    of length: TextDocument.AnnouncedLength, in document: TextDocument
  ) -> (unit: Int, count: Int) {
    switch length.kind {
    case .tokens: (1, document.lines[length.line].count)
    case .characters: (1, document.lines[length.line][0].count)
    case .rows(let lines): (lines, (document.lines.count - length.line) / lines)
    }
  }

  private static func remove(
    _ range: Range<Int>, unit: Int, of length: TextDocument.AnnouncedLength, in document: inout TextDocument
  ) {
    var left = 0
    switch length.kind {
    case .tokens:
      document.lines[length.line].removeSubrange(range)
      left = document.lines[length.line].count
    case .characters:
      var letters = Array(document.lines[length.line][0])
      letters.removeSubrange(range)
      document.lines[length.line][0] = String(letters)
      left = letters.count
    case .rows:
      let first = length.line + range.lowerBound * unit
      document.lines.removeSubrange(first..<(length.line + range.upperBound * unit))
      left = (document.lines.count - length.line) / unit
    }
    document.set(length.place, "\(left)")
  }
}
