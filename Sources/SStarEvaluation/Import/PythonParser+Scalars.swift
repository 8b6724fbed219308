extension PythonParser {
  /// An integer or floating-point number at the place; complex numbers are not understood.
  mutating func number() -> PythonLiteral? {
    let start = offset
    if next == UInt8(ascii: "0"), offset + 1 < bytes.count,
      let radix = [UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2][
        bytes[offset + 1] | 0x20]
    {
      offset += 2
      while let byte = next, Self.isWord(byte) { offset += 1 }
      let digits = String(decoding: bytes[start + 2..<offset], as: UTF8.self).filter { $0 != "_" }
      return Int(digits, radix: radix).map { .integer(String($0)) }
    }
    var isReal = false
    loop: while let byte = next {
      switch byte {
      case UInt8(ascii: "."): isReal = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        isReal = true
        if offset + 1 < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[offset + 1]) {
          offset += 1
        }
      case UInt8(ascii: "_"): break
      default: if !Self.isDigit(byte) { break loop }
      }
      offset += 1
    }
    if let byte = next, Self.isWord(byte) { return nil }
    var text = String(decoding: bytes[start..<offset], as: UTF8.self).filter { $0 != "_" }
    guard isReal else {
      // Python refuses `012`.
      guard text.first != "0" || text.allSatisfy({ $0 == "0" }) else { return nil }
      return .integer(text.first == "0" ? "0" : text)
    }
    if text.hasPrefix(".") { text = "0" + text }
    text = text.replacing(".e", with: ".0e").replacing(".E", with: ".0e")
    if text.hasSuffix(".") { text += "0" }
    return Double(text).map { .real($0) }
  }

  /// One string at the place, as UTF-8; nil, perhaps with something consumed, when there is none. Bytes and
  /// format strings are not understood.
  mutating func string() -> [UInt8]? {
    var isRaw = false
    let start = offset
    while let byte = next, byte != UInt8(ascii: "'"), byte != UInt8(ascii: "\"") {
      guard offset - start < 1, let prefix = Optional(byte | 0x20),
        [UInt8(ascii: "r"), UInt8(ascii: "u")].contains(prefix)
      else { return nil }
      isRaw = prefix == UInt8(ascii: "r")
      offset += 1
    }
    guard let quote = next else { return nil }
    let isTriple = bytes[offset...].starts(with: [quote, quote, quote])
    offset += isTriple ? 3 : 1
    var text: [UInt8] = []
    while let byte = next {
      if byte == quote, !isTriple || bytes[offset...].starts(with: [quote, quote, quote]) {
        offset += isTriple ? 3 : 1
        return text
      }
      offset += 1
      switch byte {
      case UInt8(ascii: "\n") where !isTriple: return nil
      case UInt8(ascii: "\\"):
        guard let following = next else { return nil }
        if isRaw {
          offset += 1
          text += [byte, following]
        } else {
          guard escape(into: &text) else { return nil }
        }
      default: text.append(byte)
      }
    }
    return nil
  }

  /// What follows a backslash.
  private mutating func escape(into text: inout [UInt8]) -> Bool {
    guard let byte = next else { return false }
    offset += 1
    switch byte {
    case UInt8(ascii: "\n"): return true
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(byte)
    case UInt8(ascii: "a"): text.append(0x07)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "v"): text.append(0x0B)
    case UInt8(ascii: "x"): return scalar(digits: 2, radix: 16, into: &text)
    case UInt8(ascii: "u"): return scalar(digits: 4, radix: 16, into: &text)
    case UInt8(ascii: "U"): return scalar(digits: 8, radix: 16, into: &text)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      offset -= 1
      let count = bytes[offset...].prefix(3).prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "7") }
        .count
      return scalar(digits: count, radix: 8, into: &text)
    case UInt8(ascii: "N"): return false
    default: text += [UInt8(ascii: "\\"), byte]
    }
    return true
  }

  private mutating func scalar(digits: Int, radix: Int, into text: inout [UInt8]) -> Bool {
    guard offset + digits <= bytes.count else { return false }
    let number = UInt32(String(decoding: bytes[offset..<offset + digits], as: UTF8.self), radix: radix)
    offset += digits
    guard let number else { return false }
    if let scalar = UnicodeScalar(number) {
      text += String(Character(scalar)).utf8
    } else {
      guard number < 0xE000 else { return false }
      text += [0xED, UInt8(0x80 | (number >> 6 & 0x3F)), UInt8(0x80 | (number & 0x3F))]
    }
    return true
  }
}
