/// Text of programs, models or packages made harmless for a reader: control and format characters, which
/// could hide text or change its order, are shown as escapes; line feed and tab stay.
public enum VisibleText {
  /// The text with those characters as escapes.
  public static func visible(_ text: String) -> String {
    if text.utf8.allSatisfy({ isPlain($0) }) { return text }
    var visible = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII ? isPlain(UInt8(scalar.value)) : !isHidden(scalar) {
        visible.unicodeScalars.append(scalar)
      } else {
        visible += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return visible
  }

  /// At most a few lines of it: enough for any name or sentence that is meant to be one.
  static func short(_ text: String, to limit: Int = 800) -> String {
    if text.utf8.count <= limit { return text }
    return clipped(text, to: limit, line: limit).text + "…"
  }

  /// At most so many characters, and so many a line.
  /// - Returns: the text, and how many bytes of it were left out at its end.
  static func clipped(_ text: String, to limit: Int, line: Int = 500) -> (text: String, omitted: Int) {
    // Far more than is shown is never looked at: a line of many megabytes costs nothing.
    let scalars = text.unicodeScalars
    let head = scalars.prefix(limit)
    var clipped = ""
    var column = 0
    for scalar in head {
      column = scalar == "\n" ? 0 : column + 1
      if column == line + 1 { clipped += "…" }
      if column <= line { clipped.unicodeScalars.append(scalar) }
    }
    return (clipped, text.utf8.distance(from: head.endIndex, to: text.utf8.endIndex))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) || byte == 0x0A || byte == 0x09
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: true
    default: false
    }
  }
}
