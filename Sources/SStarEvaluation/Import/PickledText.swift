/// Reads pickles that hold one text and nothing else, of protocols 0 to 5.
///
/// A pickle is a program for a machine that imports modules and calls what it finds there. This reader has no
/// such machine: it knows the instructions that push a text or bytes, remember it, frame and end the pickle,
/// and refuses all others by name.
struct PickledText {
  /// Why a pickle is refused.
  struct Refusal: Error, CustomStringConvertible {
    var description: String
  }

  private let bytes: [UInt8]
  private var offset = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The text's bytes: UTF-8, or those of the bytes object.
  /// - Throws: ``Refusal``.
  static func read(_ bytes: [UInt8]) throws(Refusal) -> [UInt8] {
    var reader = PickledText(bytes)
    return try reader.run()
  }

  private mutating func run() throws(Refusal) -> [UInt8] {
    var text: [UInt8]?
    while true {
      let place = offset
      let code = try byte()
      switch code {
      case 0x80:  // PROTO
        guard try byte() <= 5, place == 0 else { throw Refusal(description: "unknown protocol of pickle") }
      case 0x95: _ = try bytes(8)  // FRAME
      case 0x94: break  // MEMOIZE
      case UInt8(ascii: "q"): _ = try bytes(1)  // BINPUT
      case UInt8(ascii: "r"): _ = try bytes(4)  // LONG_BINPUT
      case UInt8(ascii: "p"): _ = try line()  // PUT
      case UInt8(ascii: "."):
        guard let text else { throw Refusal(description: "the pickle holds nothing") }
        guard offset == bytes.count else { throw Refusal(description: "something follows the pickle") }
        return text
      default:
        guard let pushed = try push(code) else {
          throw Refusal(
            description: "instruction 0x\(String(code, radix: 16)) at byte \(place) is none of a plain text")
        }
        guard text == nil else { throw Refusal(description: "the pickle holds more than one text") }
        text = pushed
      }
    }
  }

  /// The text that an instruction pushes; nil when it does anything else.
  private mutating func push(_ code: UInt8) throws(Refusal) -> [UInt8]? {
    switch code {
    case 0x8C, UInt8(ascii: "C"): return Array(try bytes(count(1)))  // SHORT_BINUNICODE, SHORT_BINBYTES
    case UInt8(ascii: "X"), UInt8(ascii: "B"): return Array(try bytes(count(4)))  // BINUNICODE, BINBYTES
    case 0x8D, 0x8E: return Array(try bytes(count(8)))  // BINUNICODE8, BINBYTES8
    case UInt8(ascii: "V"): return try rawUnicodeEscape(line())  // UNICODE
    default: return nil
    }
  }

  private mutating func byte() throws(Refusal) -> UInt8 {
    guard offset < bytes.count else { throw Refusal(description: "the pickle ends early") }
    offset += 1
    return bytes[offset - 1]
  }

  private mutating func bytes(_ count: Int) throws(Refusal) -> ArraySlice<UInt8> {
    guard count <= bytes.count - offset else { throw Refusal(description: "the pickle ends early") }
    offset += count
    return bytes[offset - count..<offset]
  }

  /// A little-endian number of `width` bytes.
  private mutating func count(_ width: Int) throws(Refusal) -> Int {
    let value = try bytes(width).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(clamping: value)
  }

  private mutating func line() throws(Refusal) -> ArraySlice<UInt8> {
    guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) else {
      throw Refusal(description: "the pickle ends early")
    }
    defer { offset = end + 1 }
    return bytes[offset..<end]
  }

  /// Protocol 0 writes Latin-1 with `\uXXXX` for the rest.
  private func rawUnicodeEscape(_ line: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    var text = ""
    var rest = line
    while let byte = rest.popFirst() {
      let digits = rest.first == UInt8(ascii: "u") ? 4 : rest.first == UInt8(ascii: "U") ? 8 : 0
      guard byte == UInt8(ascii: "\\"), digits > 0 else {
        text.unicodeScalars.append(UnicodeScalar(byte))
        continue
      }
      let code = rest.dropFirst().prefix(digits)
      guard let number = UInt32(String(decoding: code, as: UTF8.self), radix: 16),
        let scalar = UnicodeScalar(number)
      else { throw Refusal(description: "the pickle's text is malformed") }
      text.unicodeScalars.append(scalar)
      rest = rest.dropFirst(1 + digits)
    }
    return Array(text.utf8)
  }
}
