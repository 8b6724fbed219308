extension PythonParser {
  /// What commas separate up to a closing bracket, and whether there was a comma.
  mutating func items(until close: UInt8) -> (items: [PythonLiteral], hasComma: Bool)? {
    brackets += 1
    defer { brackets -= 1 }
    var items: [PythonLiteral] = []
    var hasComma = false
    while true {
      skipSpace()
      if next == close {
        offset += 1
        return (items, hasComma)
      }
      guard items.isEmpty || hasComma, let item = expression() else { return nil }
      items.append(item)
      hasComma = take(",")
      skipSpace()
      guard hasComma || next == close else { return nil }
      if items.count > 1, next == close { hasComma = true }
    }
  }

  /// A dictionary or set, whose opening brace is taken.
  mutating func dictionaryOrSet() -> PythonLiteral? {
    brackets += 1
    defer { brackets -= 1 }
    var entries: [(key: PythonLiteral, value: PythonLiteral)] = []
    var members: [PythonLiteral] = []
    while !take("}") {
      guard let key = expression() else { return nil }
      if take(":") {
        guard members.isEmpty, let value = expression() else { return nil }
        entries.append((key, value))
      } else {
        guard entries.isEmpty else { return nil }
        members.append(key)
      }
      if take(",") { continue }
      guard take("}") else { return nil }
      break
    }
    return members.isEmpty ? .dictionary(entries) : .set(members)
  }
}
