/// A piece of a page. Markup comes from literals in this source alone: whatever is interpolated is escaped,
/// unless it is a piece itself. A text of a model cannot become markup by forgetting something.
struct HTML: ExpressibleByStringInterpolation, Sendable {
  private(set) var markup: String

  init(stringLiteral literal: String) {
    markup = literal
  }

  init(stringInterpolation interpolation: Interpolation) {
    markup = interpolation.markup
  }

  static func += (left: inout HTML, right: HTML) {
    left.markup += right.markup
  }

  var isEmpty: Bool { markup.isEmpty }
  /// Bytes in the file.
  var size: Int { markup.utf8.count }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) {
      markup += literal
    }

    /// Names and sentences: a text that may be long says so.
    mutating func appendInterpolation(_ text: some StringProtocol) {
      markup += HTML.escaped(VisibleText.short(String(text)))
    }

    /// A text whose length was seen to.
    mutating func appendInterpolation(long text: String) {
      markup += HTML.escaped(text)
    }

    mutating func appendInterpolation(_ number: Int) {
      markup += String(number)
    }

    /// A coordinate: two digits are finer than any screen.
    mutating func appendInterpolation(_ coordinate: Double) {
      markup += String((coordinate * 100).rounded() / 100)
    }

    mutating func appendInterpolation(_ piece: HTML) {
      markup += piece.markup
    }

    mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { markup += piece.markup }
    }
  }

  /// For text and for attributes in double quotes.
  static func escaped(_ text: String) -> String {
    var visible = VisibleText.visible(text)
    let isSpecial = visible.utf8.contains { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }
    guard isSpecial else { return visible }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(visible.utf8.count + 32)
    visible.withUTF8 { source in
      for byte in source {
        switch byte {
        case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
        case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
        case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
        case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
        case UInt8(ascii: "'"): bytes += Array("&#39;".utf8)
        default: bytes.append(byte)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
