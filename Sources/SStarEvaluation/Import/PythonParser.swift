/// Reads Python expressions of literals, and calls with such arguments, without ever running Python.
///
/// Understood are numbers, strings, `True`, `False`, `None`, tuples, lists, dictionaries, sets, signs and simple
/// arithmetic. Everything else is nil: there is no partial understanding.
struct PythonParser {
  /// Deeper expressions are refused rather than risking our own stack.
  private static let deepest = 200
  /// What arithmetic makes of strings and lists: more is refused rather than filling our memory.
  private static let mostMade = 1_000_000

  let bytes: [UInt8]
  var offset = 0
  /// Brackets that are open: line ends are white space inside them.
  var brackets = 0
  private var depth = 0
  private var made = 0

  init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { offset >= bytes.count }
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Skips white space and comments; inside brackets line ends too.
  mutating func skipSpace() {
    while let byte = next {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C: offset += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        guard brackets > 0 else { return }
        offset += 1
      case UInt8(ascii: "#"):
        while let byte = next, byte != UInt8(ascii: "\n") {
          _ = byte
          offset += 1
        }
      case UInt8(ascii: "\\") where offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n"):
        offset += 2
      default: return
      }
    }
  }

  /// Takes `text` after white space.
  mutating func take(_ text: StaticString) -> Bool {
    skipSpace()
    let count = text.utf8CodeUnitCount
    guard offset + count <= bytes.count else { return false }
    for index in 0..<count where bytes[offset + index] != text.utf8Start[index] { return false }
    offset += count
    return true
  }

  /// Takes a name such as `f` after white space.
  mutating func name() -> String? {
    skipSpace()
    let start = offset
    while let byte = next, Self.isWord(byte), offset > start || !Self.isDigit(byte) { offset += 1 }
    return offset > start ? String(decoding: bytes[start..<offset], as: UTF8.self) : nil
  }

  /// The arguments of a call, whose opening parenthesis is taken; keyword arguments are not understood.
  mutating func arguments() -> [PythonLiteral]? { items(until: UInt8(ascii: ")"))?.items }

  /// An expression.
  mutating func expression() -> PythonLiteral? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest, var value = product() else { return nil }
    while true {
      if take("+") {
        guard let sum = product().flatMap({ value.adding($0) }), count(sum) else { return nil }
        value = sum
      } else if take("-") {
        guard let difference = product().flatMap({ value.subtracting($0) }) else { return nil }
        value = difference
      } else {
        return value
      }
    }
  }

  /// Whether what arithmetic made is not too much.
  private mutating func count(_ result: PythonLiteral) -> Bool {
    made += result.weight(upTo: Self.mostMade)
    return made < Self.mostMade
  }

  private mutating func product() -> PythonLiteral? {
    guard var value = factor() else { return nil }
    while true {
      let operation: (PythonLiteral, PythonLiteral) -> PythonLiteral?
      if take("//") {
        operation = { $0.floorDividing($1) }
      } else if take("/") {
        operation = { $0.dividing($1) }
      } else if take("*") {
        operation = { $0.multiplying($1) }
      } else if take("%") {
        operation = { $0.remainder($1) }
      } else {
        return value
      }
      guard let result = factor().flatMap({ operation(value, $0) }), count(result) else { return nil }
      value = result
    }
  }

  private mutating func factor() -> PythonLiteral? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { return nil }
    if take("-") { return factor()?.negated }
    if take("+") { return factor().flatMap { PythonLiteral.integer("0").adding($0) } }
    guard let base = atom() else { return nil }
    return take("**") ? factor().flatMap { base.power($0) } : base
  }

  private mutating func atom() -> PythonLiteral? {
    skipSpace()
    guard let byte = next else { return nil }
    switch byte {
    case UInt8(ascii: "("):
      offset += 1
      guard let (items, hasComma) = items(until: UInt8(ascii: ")")) else { return nil }
      return items.count == 1 && !hasComma ? items[0] : .tuple(items)
    case UInt8(ascii: "["):
      offset += 1
      return items(until: UInt8(ascii: "]")).map { .list($0.items) }
    case UInt8(ascii: "{"):
      offset += 1
      return dictionaryOrSet()
    case UInt8(ascii: "."): return number()
    default:
      if Self.isDigit(byte) { return number() }
      return word()
    }
  }

  /// `True`, `False`, `None`, or strings one after the other.
  private mutating func word() -> PythonLiteral? {
    let start = offset
    var text: [UInt8]?
    while let piece = string() {
      if text == nil { text = piece } else { text?.append(contentsOf: piece) }
      skipSpace()
    }
    if let text { return .string(text) }
    offset = start
    switch name() {
    case "True": return .boolean(true)
    case "False": return .boolean(false)
    case "None": return PythonLiteral.none
    case "set" where take("("): return take(")") ? .set([]) : nil
    default: return nil
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80 || UnicodeScalar(byte).properties.isAlphabetic
  }
}
