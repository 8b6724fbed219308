/// What model calls consumed.
public struct Usage: Sendable, Hashable, Codable {
  /// Requests that were answered.
  public var calls: Int
  public var inputTokens: Int
  public var outputTokens: Int
  /// US dollars.
  public var usd: Double
  /// Those of `calls` whose tokens the server did not tell, or told wrongly.
  public var estimatedCalls: Int
  /// Replies that came from a recording, at no cost; not among `calls`.
  public var recordedReplies: Int

  public init(
    calls: Int = 0, inputTokens: Int = 0, outputTokens: Int = 0, usd: Double = 0, estimatedCalls: Int = 0,
    recordedReplies: Int = 0
  ) {
    self.calls = calls
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.usd = usd
    self.estimatedCalls = estimatedCalls
    self.recordedReplies = recordedReplies
  }

  public static func + (left: Usage, right: Usage) -> Usage {
    Usage(
      calls: left.calls.addingClamped(right.calls),
      inputTokens: left.inputTokens.addingClamped(right.inputTokens),
      outputTokens: left.outputTokens.addingClamped(right.outputTokens), usd: left.usd + right.usd,
      estimatedCalls: left.estimatedCalls.addingClamped(right.estimatedCalls),
      recordedReplies: left.recordedReplies.addingClamped(right.recordedReplies))
  }

  /// Input and output.
  public var tokens: Int { inputTokens.addingClamped(outputTokens) }

  public static func += (left: inout Usage, right: Usage) {
    left = left + right
  }
}

extension Int {
  /// The sum, or the largest or smallest number there is: records that were tampered with must not end a
  /// process.
  public func addingClamped(_ other: Int) -> Int {
    let (sum, overflows) = addingReportingOverflow(other)
    guard overflows else { return sum }
    return other > 0 ? .max : .min
  }
}
