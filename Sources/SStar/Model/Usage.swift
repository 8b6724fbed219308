/// What model calls consumed.
public struct Usage: Sendable, Hashable, Codable {
  /// Requests that were answered.
  public var calls: Int
  public var inputTokens: Int
  public var outputTokens: Int
  /// US dollars.
  public var usd: Double
  /// Calls, lost ones included, whose tokens the server did not tell, or told wrongly.
  public var estimatedCalls: Int
  /// Replies that came from a recording, at no cost; not among `calls`.
  public var recordedReplies: Int
  /// Calls, or samples of one, that gave nothing of use and were paid for, or may have been; not among `calls`.
  public var lostCalls: Int

  public init(
    calls: Int = 0, inputTokens: Int = 0, outputTokens: Int = 0, usd: Double = 0, estimatedCalls: Int = 0,
    recordedReplies: Int = 0, lostCalls: Int = 0
  ) {
    self.calls = calls
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.usd = usd
    self.estimatedCalls = estimatedCalls
    self.recordedReplies = recordedReplies
    self.lostCalls = lostCalls
  }

  /// Records of earlier versions lack what was not counted then.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func count(_ key: CodingKeys) throws -> Int { try container.decodeIfPresent(Int.self, forKey: key) ?? 0 }
    calls = try count(.calls)
    inputTokens = try count(.inputTokens)
    outputTokens = try count(.outputTokens)
    usd = try container.decodeIfPresent(Double.self, forKey: .usd) ?? 0
    estimatedCalls = try count(.estimatedCalls)
    recordedReplies = try count(.recordedReplies)
    lostCalls = try count(.lostCalls)
  }

  public static func + (left: Usage, right: Usage) -> Usage {
    Usage(
      calls: left.calls.addingClamped(right.calls),
      inputTokens: left.inputTokens.addingClamped(right.inputTokens),
      outputTokens: left.outputTokens.addingClamped(right.outputTokens), usd: left.usd + right.usd,
      estimatedCalls: left.estimatedCalls.addingClamped(right.estimatedCalls),
      recordedReplies: left.recordedReplies.addingClamped(right.recordedReplies),
      lostCalls: left.lostCalls.addingClamped(right.lostCalls))
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
