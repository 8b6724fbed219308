/// What a model's tokens cost, in US dollars per million.
public struct Price: Sendable, Hashable, Codable {
  public var input: Double
  public var output: Double
  /// Input tokens that the server had in its cache; nil for the price of all input.
  public var cachedInput: Double?

  public init(input: Double, output: Double, cachedInput: Double? = nil) {
    self.input = input
    self.output = output
    self.cachedInput = cachedInput
  }
}
