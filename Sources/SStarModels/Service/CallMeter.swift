import SStar

/// What is taken where no tokenizer is at hand.
public enum TokenEstimate {
  /// Characters of a token, about, in English and in code.
  public static let charactersPerToken = 4
}

/// Counts the tokens and dollars of calls.
struct CallMeter: Sendable {
  /// Nil when nobody knows; such calls count as free.
  let price: Price?
  let options: SamplingOptions

  /// Byte-level tokenizers never take less.
  private static let fewestBytesPerToken = 1
  /// What chat templates add around a message, at most.
  private static let tokensAroundMessage = 16
  /// Below this share of what the texts need, a server's count leaves choices out.
  private static let credibleShare = 0.6

  /// What a call costs at most.
  func worstTokens(_ call: CompletionCall) -> Completion.Tokens {
    let bytes = call.request.messages.reduce(0) { $0 + $1.text.utf8.count }
    let input = bytes / Self.fewestBytesPerToken + call.request.messages.count * Self.tokensAroundMessage
    let output = (options.maxTokens ?? call.request.maxTokens) * call.samples.count
    return Completion.Tokens(input: input, cacheWrites: input, output: output)
  }

  func amount(_ tokens: Completion.Tokens) -> Budget.Amount {
    Budget.Amount(tokens: tokens.input + tokens.output, usd: price?.usd(tokens) ?? 0)
  }

  /// About how many tokens the messages take.
  func estimatedInput(_ request: ModelRequest) -> Int {
    request.messages.reduce(0) { $0 + $1.text.utf8.count } / TokenEstimate.charactersPerToken
  }

  /// The completion with counts that can be right: servers may say nothing or zero, or count one choice of
  /// many.
  func corrected(_ completion: Completion, _ call: CompletionCall) -> Completion {
    var completion = completion
    var tokens = completion.tokens ?? .init()
    if tokens.input == 0 { tokens.input = max(1, estimatedInput(call.request)) }
    let written = completion.choices.values.reduce(0) { $0 + $1.size }
    let output = written / TokenEstimate.charactersPerToken
    let isCut = completion.choices.values.contains { $0.finish == .length }
    if tokens.output == 0, written > 0 || isCut || completion.tokens == nil {
      tokens.output = completion.choices.values.reduce(0) { $0 + estimatedOutput($1, call.request) }
    } else if completion.choices.count > 1, Double(tokens.output) < Self.credibleShare * Double(output) {
      tokens.output = output
    }
    completion.isEstimated = tokens != completion.tokens
    completion.tokens = tokens
    return completion
  }

  /// A choice that ran into the limit used all of it, whatever of that can be seen.
  private func estimatedOutput(_ choice: Completion.Choice, _ request: ModelRequest) -> Int {
    choice.finish == .length
      ? options.maxTokens ?? request.maxTokens : max(1, choice.size / TokenEstimate.charactersPerToken)
  }
}

extension Price {
  /// Writing to a server's cache costs a quarter more than plain input, where it is billed at all.
  private static let cacheWriteFactor = 1.25

  func usd(_ tokens: Completion.Tokens) -> Double {
    let writes = tokens.cacheWrites
    let plain = max(0, tokens.input - tokens.cachedInput - writes)
    let inputs =
      Double(plain) * input + Double(tokens.cachedInput) * (cachedInput ?? input)
      + Double(writes) * input * Self.cacheWriteFactor
    return (inputs + Double(tokens.output) * output) / 1_000_000
  }
}
