/// Prices of models: the user's, and list prices of some well-known ones.
public struct PriceTable: Sendable, Hashable {
  /// Vendors' list prices as of 2025; they change, and the user's go before them.
  static let listed: [String: Price] = [
    "openai/gpt-4o": Price(input: 2.5, output: 10, cachedInput: 1.25),
    "openai/gpt-4o-mini": Price(input: 0.15, output: 0.6, cachedInput: 0.075),
    "openai/gpt-4.1": Price(input: 2, output: 8, cachedInput: 0.5),
    "openai/gpt-4.1-mini": Price(input: 0.4, output: 1.6, cachedInput: 0.1),
    "openai/gpt-4.1-nano": Price(input: 0.1, output: 0.4, cachedInput: 0.025),
    "openai/o3": Price(input: 2, output: 8, cachedInput: 0.5),
    "openai/o3-mini": Price(input: 1.1, output: 4.4, cachedInput: 0.55),
    "openai/o4-mini": Price(input: 1.1, output: 4.4, cachedInput: 0.275),
    "openai/gpt-5": Price(input: 1.25, output: 10, cachedInput: 0.125),
    "openai/gpt-5-mini": Price(input: 0.25, output: 2, cachedInput: 0.025),
    "openai/gpt-5-nano": Price(input: 0.05, output: 0.4, cachedInput: 0.005),
    "anthropic/claude-3-5-haiku": Price(input: 0.8, output: 4, cachedInput: 0.08),
    "anthropic/claude-haiku-4-5": Price(input: 1, output: 5, cachedInput: 0.1),
    "anthropic/claude-sonnet-4": Price(input: 3, output: 15, cachedInput: 0.3),
    "anthropic/claude-opus-4": Price(input: 15, output: 75, cachedInput: 1.5),
    "deepseek/deepseek-chat": Price(input: 0.27, output: 1.1, cachedInput: 0.07),
    "deepseek/deepseek-reasoner": Price(input: 0.55, output: 2.19, cachedInput: 0.14),
  ]

  private let own: [String: Price]

  /// - Parameter own: the user's prices by `provider/model`.
  public init(_ own: [String: Price] = [:]) {
    self.own = own
  }

  /// The price of a model; of its family when the name ends in a date or a version.
  public subscript(_ identifier: String) -> Price? {
    var name = identifier
    while true {
      if let price = own[name] ?? Self.listed[name] { return price }
      guard let suffix = name.firstMatch(of: /-(\d{4}-\d{2}-\d{2}|\d{8}|latest|\d)$/) else { return nil }
      name = String(name[..<suffix.range.lowerBound])
    }
  }
}
