/// How a live model is asked, beyond what a request says; the same for all of its calls.
public struct SamplingOptions: Sendable, Hashable, Codable {
  /// Tokens of a reply at most, reasoning included; nil takes the request's.
  public var maxTokens: Int?
  /// Whether the temperature is sent; nil: to OpenAI-compatible servers only.
  public var sendsTemperature: Bool?
  /// Nucleus sampling, 0…1; nil leaves it to the server.
  public var topP: Double?
  /// Texts that end a reply.
  public var stop: [String] = []
  /// A JSON object: bias, -100…100, by token id.
  public var logitBias: String?
  /// A JSON object that is merged into every request body.
  public var extraBody: String?
  /// Whether the system message goes to the front of the first user message.
  public var foldsSystem = false
  /// Whether replies are streamed: needed where a proxy ends long silences.
  public var streams = false

  public init() {}
}
