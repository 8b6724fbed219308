import Foundation

/// A JSON value that keeps integers exact.
package indirect enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  /// Canonical decimal digits, with a leading minus sign when negative.
  case integer(String)
  case real(Double)
  /// The bytes of the string in UTF-8, because Swift's own strings equal each other when they are only
  /// canonically equivalent. An unpaired surrogate, which Python writes, is encoded like any other scalar.
  case string([UInt8])
  case array([JSONValue])
  case object([[UInt8]: JSONValue])

  /// A number as floating point; nil for other values, and for integers beyond the largest double.
  package var number: Double? {
    switch self {
    case .integer(let digits): Double(digits).flatMap { $0.isFinite ? $0 : nil }
    case .real(let value): value
    default: nil
    }
  }

  /// How many values it is made of, itself among them.
  package var count: Int {
    switch self {
    case .array(let items): items.reduce(1) { $0 + $1.count }
    case .object(let members): members.values.reduce(1) { $0 + $1.count }
    default: 1
    }
  }

  /// Why a text is not read.
  package enum ParsingFailure: Error {
    case notJSON
    case tooManyValues
  }

  /// Parses one document (RFC 8259, and `NaN`, `Infinity`, `-Infinity`) of a number of values at most: in memory a
  /// value takes much more than its text.
  package init(parsing data: Data, atMost most: Int) throws(ParsingFailure) {
    let bytes = Array(data)
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notJSON }
    var parser = JSONParser(bytes: bytes, left: most)
    guard let value = parser.document() else { throw parser.left < 0 ? .tooManyValues : .notJSON }
    self = value
  }

  /// Parses one document; nil when it is not exactly that.
  package init?(parsing data: Data) {
    guard let value = try? JSONValue(parsing: data, atMost: .max) else { return nil }
    self = value
  }
}

private struct JSONParser {
  /// Deeper documents are refused rather than risking our own stack; as deep as Python writes by default.
  static let deepest = 1000

  let bytes: [UInt8]
  var offset = 0
  /// How many more values there may be; negative when there were more.
  var left: Int

  init(bytes: [UInt8], left: Int) {
    self.bytes = bytes
    self.left = left
  }

  mutating func document() -> JSONValue? {
    guard let value = value(depth: 0) else { return nil }
    skipSpace()
    return offset == bytes.count ? value : nil
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard offset + count <= bytes.count else { return false }
    for index in 0..<count where bytes[offset + index] != text.utf8Start[index] { return false }
    offset += count
    return true
  }

  private mutating func value(depth: Int) -> JSONValue? {
    left -= 1
    guard depth < Self.deepest, left >= 0 else { return nil }
    skipSpace()
    switch next {
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    case UInt8(ascii: "t"): return take("true") ? .boolean(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .boolean(false) : nil
    case UInt8(ascii: "N"): return take("NaN") ? .real(.nan) : nil
    case UInt8(ascii: "I"): return take("Infinity") ? .real(.infinity) : nil
    case UInt8(ascii: "\""): return string().map(JSONValue.string)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "{"): return object(depth: depth)
    default: return number()
    }
  }

  private mutating func array(depth: Int) -> JSONValue? {
    offset += 1
    var items: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(items) }
    while let item = value(depth: depth + 1) {
      items.append(item)
      skipSpace()
      if take("]") { return .array(items) }
      guard take(",") else { return nil }
    }
    return nil
  }

  private mutating func object(depth: Int) -> JSONValue? {
    offset += 1
    var members: [[UInt8]: JSONValue] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\""), let key = string() else { return nil }
      skipSpace()
      guard take(":"), let member = value(depth: depth + 1) else { return nil }
      members[key] = member
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { return nil }
    }
  }

  private mutating func number() -> JSONValue? {
    let start = offset
    if take("-"), take("Infinity") { return .real(-.infinity) }
    let digits = offset
    while let byte = next, isDigit(byte) { offset += 1 }
    guard offset > digits, bytes[digits] != UInt8(ascii: "0") || offset == digits + 1 else { return nil }
    var isInteger = true
    if take(".") {
      isInteger = false
      guard skipDigits() else { return nil }
    }
    if take("e") || take("E") {
      isInteger = false
      if !take("+") { _ = take("-") }
      guard skipDigits() else { return nil }
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isInteger { return .integer(text == "-0" ? "0" : text) }
    return Double(text).map(JSONValue.real)
  }

  private mutating func skipDigits() -> Bool {
    let start = offset
    while let byte = next, isDigit(byte) { offset += 1 }
    return offset > start
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private mutating func string() -> [UInt8]? {
    offset += 1
    var units: [UInt8] = []
    while let byte = next {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return units
      case UInt8(ascii: "\\"):
        guard let escaped = escape() else { return nil }
        units.append(contentsOf: escaped)
      case 0..<0x20: return nil
      default: units.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> [UInt8]? {
    guard let byte = next else { return nil }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      guard let first = hexadecimal() else { return nil }
      guard first & 0xFC00 == 0xD800, let low = lowSurrogate() else { return Self.encoded(UInt32(first)) }
      return Self.encoded(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(low & 0x3FF)))
    default: return nil
    }
  }

  /// The second half of a surrogate pair; nil, with nothing consumed, when something else follows.
  private mutating func lowSurrogate() -> UInt16? {
    let start = offset
    if take("\\u"), let unit = hexadecimal(), unit & 0xFC00 == 0xDC00 { return unit }
    offset = start
    return nil
  }

  /// UTF-8 of a scalar or an unpaired surrogate.
  private static func encoded(_ scalar: UInt32) -> [UInt8] {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (scalar >> shift & 0x3F)) }
    return switch scalar {
    case ..<0x80: [UInt8(scalar)]
    case ..<0x800: [UInt8(0xC0 | scalar >> 6), tail(0)]
    case ..<0x10000: [UInt8(0xE0 | scalar >> 12), tail(6), tail(0)]
    default: [UInt8(0xF0 | scalar >> 18), tail(12), tail(6), tail(0)]
    }
  }

  private mutating func hexadecimal() -> UInt16? {
    guard offset + 4 <= bytes.count else { return nil }
    let digits = bytes[offset..<offset + 4]
    offset += 4
    guard digits.allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }) else { return nil }
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
