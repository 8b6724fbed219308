import SStarExecution

extension PythonLiteral {
  /// A JSON value with the types of Python that an example has where JSON has a list.
  init(_ value: JSONValue, like example: PythonLiteral? = nil) {
    switch value {
    case .null: self = .none
    case .boolean(let value): self = .boolean(value)
    case .integer(let digits): self = .integer(digits)
    case .real(let value): self = .real(value)
    case .string(let text): self = .string(text)
    case .array(let values):
      switch example {
      case .tuple(let examples): self = .tuple(Self.items(values, like: examples))
      case .set(let examples): self = .set(Self.items(values, like: examples))
      case .list(let examples): self = .list(Self.items(values, like: examples))
      default: self = .list(Self.items(values, like: []))
      }
    case .object(let members):
      var example = example
      if case .dictionary(let entries)? = example { example = entries.first?.value }
      self = .dictionary(
        members.sorted { $0.key.lexicographicallyPrecedes($1.key) }
          .map { (.string($0.key), PythonLiteral($0.value, like: example)) })
    }
  }

  /// Each item is like the one at its place, and those without a place like the first that has items itself.
  private static func items(_ values: [JSONValue], like examples: [PythonLiteral]) -> [PythonLiteral] {
    let nested = examples.first(where: \.isContainer)
    return values.enumerated().map { index, value in
      let own = index < examples.count ? examples[index] : nil
      return PythonLiteral(value, like: own?.isContainer == true ? own : nested)
    }
  }

  private var isContainer: Bool {
    switch self {
    case .list, .tuple, .set, .dictionary: true
    default: false
    }
  }
}
