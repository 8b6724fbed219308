import SStarExecution

/// The value of a Python expression that is made of literals.
indirect enum PythonLiteral: Sendable {
  case none
  case boolean(Bool)
  /// Canonical decimal digits, with a leading minus sign when negative: of any size.
  case integer(String)
  case real(Double)
  /// UTF-8; unpaired surrogates are encoded like other scalars.
  case string([UInt8])
  case list([PythonLiteral])
  case tuple([PythonLiteral])
  case set([PythonLiteral])
  case dictionary([(key: PythonLiteral, value: PythonLiteral)])

  /// The same value in JSON; nil where a program could tell the difference, as it can a tuple from a list.
  var json: JSONValue? {
    switch self {
    case .none: return .null
    case .boolean(let value): return .boolean(value)
    case .integer(let digits): return .integer(digits)
    case .real(let value): return .real(value)
    case .string(let text): return .string(text)
    case .list(let items):
      let values = items.compactMap(\.json)
      return values.count == items.count ? .array(values) : nil
    case .dictionary(let entries):
      var members: [[UInt8]: JSONValue] = [:]
      for (key, value) in entries {
        guard case .string(let name) = key, let member = value.json else { return nil }
        members[name] = member
      }
      return .object(members)
    case .tuple, .set: return nil
    }
  }
}
