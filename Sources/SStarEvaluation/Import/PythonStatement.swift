/// A logical line of Python: with all lines that brackets, triple quotes and backslashes join to it.
struct PythonStatement {
  var indent: Int
  var text: String

  /// The logical lines of a source, without comments and blank lines; nil when a string or bracket stays open.
  static func split(_ source: String) -> [PythonStatement]? {
    let bytes = Array(source.utf8)
    var statements: [PythonStatement] = []
    var offset = 0
    while offset < bytes.count {
      let start = offset
      guard let end = endOfStatement(bytes, from: start) else { return nil }
      let line = bytes[start..<end]
      let indent = line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
      let body = line.dropFirst(indent)
      if let first = body.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "\r") {
        statements.append(PythonStatement(indent: indent, text: String(decoding: body, as: UTF8.self)))
      }
      offset = end + 1
    }
    return statements
  }

  /// The place of the line end that ends the statement.
  private static func endOfStatement(_ bytes: [UInt8], from start: Int) -> Int? {
    var offset = start
    var depth = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\n"):
        if depth == 0 { return offset }
      case UInt8(ascii: "#"):
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
        continue
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case let quote where quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""):
        guard let end = endOfString(bytes, from: offset, quote) else { return nil }
        offset = end
        continue
      default: break
      }
      offset += 1
    }
    return depth == 0 ? bytes.count : nil
  }

  /// The place after a string. A backslash keeps the next character from ending it in raw strings too.
  private static func endOfString(_ bytes: [UInt8], from start: Int, _ quote: UInt8) -> Int? {
    let isTriple = bytes[start...].starts(with: [quote, quote, quote])
    var offset = start + (isTriple ? 3 : 1)
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\\") {
        offset += 2
        continue
      }
      if bytes[offset] == UInt8(ascii: "\n"), !isTriple { return nil }
      if bytes[offset] == quote {
        if !isTriple { return offset + 1 }
        if bytes[offset...].starts(with: [quote, quote, quote]) { return offset + 3 }
      }
      offset += 1
    }
    return nil
  }
}
