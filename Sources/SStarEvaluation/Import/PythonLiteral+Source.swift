import SStarExecution

extension PythonLiteral {
  /// The value as Python source.
  var source: String {
    switch self {
    case .none: return "None"
    case .boolean(let value): return value ? "True" : "False"
    case .integer(let digits): return digits
    case .real(let value) where !value.isFinite: return "float(\"\(value)\")"
    case .real(let value): return "\(value)"
    // A JSON text is a Python string too, with surrogates escaped alike.
    case .string(let text): return String(decoding: JSONValue.string(text).text, as: UTF8.self)
    case .list(let items): return "[\(Self.listed(items))]"
    case .tuple(let items): return items.count == 1 ? "(\(items[0].source),)" : "(\(Self.listed(items)))"
    case .set(let items): return items.isEmpty ? "set()" : "{\(Self.listed(items))}"
    case .dictionary(let entries):
      return "{\(entries.map { "\($0.key.source): \($0.value.source)" }.joined(separator: ", "))}"
    }
  }

  private static func listed(_ items: [PythonLiteral]) -> String {
    items.map(\.source).joined(separator: ", ")
  }
}
