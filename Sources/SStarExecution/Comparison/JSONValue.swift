import Foundation

/// A JSON value that keeps integers exact.
indirect enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// Canonical decimal digits, with a leading minus sign when negative.
  case integer(String)
  case real(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// A number as floating point; nil for other values.
  var double: Double? {
    switch self {
    case .integer(let digits): Double(digits)
    case .real(let value): value
    default: nil
    }
  }

  /// Parses one document (RFC 8259, and `NaN`, `Infinity`, `-Infinity`); nil when it is not exactly that.
  init?(parsing data: Data) {
    var parser = JSONParser(bytes: Array(data))
    guard let value = parser.document() else { return nil }
    self = value
  }
}

private struct JSONParser {
  /// Deeper documents are refused rather than risking our own stack.
  static let deepest = 400

  let bytes: [UInt8]
  var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

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
    guard depth < Self.deepest else { return nil }
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
    var members: [String: JSONValue] = [:]
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

  private mutating func string() -> String? {
    offset += 1
    var units: [UInt8] = []
    while let byte = next {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: units, as: UTF8.self)
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
      var units = [first]
      if first & 0xFC00 == 0xD800, take("\\u") {
        guard let second = hexadecimal() else { return nil }
        units.append(second)
      }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    default: return nil
    }
  }

  private mutating func hexadecimal() -> UInt16? {
    guard offset + 4 <= bytes.count else { return nil }
    defer { offset += 4 }
    return UInt16(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
  }
}
