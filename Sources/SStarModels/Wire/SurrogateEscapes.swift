import Foundation

/// Escapes of half a character, which servers write when a token limit cuts one in two.
enum SurrogateEscapes {
  /// The JSON text with U+FFFD in place of each half that lacks the other; nil when there is none.
  static func mended(_ json: Data) -> Data? {
    var text = Array(json)
    var index = 0
    var isChanged = false
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      guard let unit = unit(text, at: index) else {
        // An escaped backslash begins no other escape.
        index += 2
        continue
      }
      let isFirst = (0xD800...0xDBFF).contains(unit)
      if isFirst, let next = Self.unit(text, at: index + length), (0xDC00...0xDFFF).contains(next) {
        index += 2 * length
        continue
      }
      if isFirst || (0xDC00...0xDFFF).contains(unit) {
        text.replaceSubrange(index..<index + length, with: Array(#"\uFFFD"#.utf8))
        isChanged = true
      }
      index += length
    }
    return isChanged ? Data(text) : nil
  }

  /// Bytes of an escape.
  private static let length = 6

  /// The UTF-16 code unit of the escape at `index`; nil when there is none.
  private static func unit(_ text: [UInt8], at index: Int) -> UInt32? {
    guard index + length <= text.count, text[index] == UInt8(ascii: "\\"),
      text[index + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt32(String(decoding: text[index + 2..<index + length], as: UTF8.self), radix: 16)
  }
}
