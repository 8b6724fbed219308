import Foundation
import SStar

/// Anthropic's messages: one sample a request, no seed.
struct AnthropicMessages: WireFormat {
  let path = "/v1/messages"
  let mostChoices = 1

  func headers(key: String?) -> [(String, String)] {
    [("anthropic-version", "2023-06-01")] + (key.map { [("x-api-key", $0)] } ?? [])
  }

  func body(
    _ call: CompletionCall, model: String, options: SamplingOptions, habits: ServerHabits
  ) -> [String: Any] {
    let folds = options.foldsSystem || !habits.takesSystem
    let messages = folds ? call.request.messages.withSystemFolded : call.request.messages
    let conversation = messages.filter { $0.author != .system }
    var body: [String: Any] = [
      "model": model, "max_tokens": options.maxTokens ?? call.request.maxTokens,
      "messages": conversation.enumerated().map { index, message -> [String: Any] in
        var block: [String: Any] = ["type": "text", "text": message.text]
        // Samples share their prompt: it is read from the server's cache after the first. For one sample alone,
        // writing it there would only cost more.
        if call.request.role == .generate, call.samplesOfDraw > 1, index == conversation.count - 1 {
          block["cache_control"] = ["type": "ephemeral"]
        }
        return ["role": message.author.rawValue, "content": [block]]
      },
    ]
    let system = messages.filter { $0.author == .system }.map(\.text)
    if !system.isEmpty { body["system"] = system.joined(separator: "\n\n") }
    if options.sendsTemperature ?? false, habits.takesTemperature {
      body["temperature"] = call.request.temperature
    }
    if let topP = options.topP { body["top_p"] = topP }
    if !options.stop.isEmpty { body["stop_sequences"] = options.stop }
    if options.streams { body["stream"] = true }
    return body
  }

  func completion(from reply: JSON, count: Int) throws(CallFailure) -> Completion {
    if let failure = ErrorReply.failure(in: reply) { throw failure }
    var completion = Completion()
    completion.tokens = Self.tokens(reply["usage"])
    let reason = reply["stop_reason"].string
    guard reply["content"].exists || reason != nil else { return try completion.checked() }
    let text = reply["content"].string ?? reply["content"].array.compactMap { $0["text"].string }.joined()
    let thoughtBytes = reply["content"].array.reduce(0) { $0 + Self.thoughtBytes($1) }
    completion.add(
      0, text: text, thoughtBytes: thoughtBytes, finish: Self.finish(reason), reason: reason, count: count)
    return try completion.checked()
  }

  func streamReader(count: Int) -> any CompletionStreamReader {
    AnthropicMessagesReader()
  }

  /// Of a block or a delta; redacted thoughts are in `data`.
  static func thoughtBytes(_ block: JSON) -> Int {
    (block["thinking"].string ?? block["data"].string ?? "").utf8.count
  }

  static func finish(_ reason: String?) -> ModelReply.Finish? {
    switch reason {
    case "end_turn", "stop_sequence", "tool_use", "refusal": .stop
    case "max_tokens", "model_context_window_exceeded": .length
    default: nil
    }
  }

  /// `input_tokens` counts neither tokens read from the cache nor those written to it.
  static func tokens(_ usage: JSON) -> Completion.Tokens? {
    let inputs = ["input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"].map { usage[$0] }
    // The end of a stream repeats the output only; a count that is there and impossible spoils the sum.
    guard let output = usage["output_tokens"].count, inputs.allSatisfy({ !$0.exists || $0.count != nil })
    else { return nil }
    let (plain, read, written) = (inputs[0].count ?? 0, inputs[1].count ?? 0, inputs[2].count ?? 0)
    return Completion.Tokens(
      input: plain + read + written, cachedInput: read, cacheWrites: written, output: output)
  }
}

/// The events of a streamed message.
private struct AnthropicMessagesReader: CompletionStreamReader {
  private var text = ""
  private var thoughtBytes = 0
  private var reason: String?
  private var tokens: Completion.Tokens?
  /// Whether `tokens` is what the whole answer cost; at the start, the server tells the input.
  private var isCounted = false
  private(set) var isDone = false

  mutating func read(_ event: ServerSentEvent) throws(CallFailure) {
    // Some proxies end this stream as they end OpenAI's.
    let line = event.data.trimmingCharacters(in: .whitespaces)
    if line.isEmpty || line == "[DONE]" { return }
    guard let data = JSON(Data(line.utf8)) else {
      throw CallFailure(.unusable, "the stream holds an event that is no JSON")
    }
    if let failure = ErrorReply.failure(in: data) { throw failure }
    switch data["type"].string ?? event.name {
    case "message_start": tokens = AnthropicMessages.tokens(data["message"]["usage"])
    case "content_block_start":
      text += data["content_block"]["text"].string ?? ""
      thoughtBytes += AnthropicMessages.thoughtBytes(data["content_block"])
    case "content_block_delta":
      text += data["delta"]["text"].string ?? ""
      thoughtBytes += AnthropicMessages.thoughtBytes(data["delta"])
    case "message_delta":
      isCounted = data["usage"].exists || isCounted
      reason = data["delta"]["stop_reason"].string ?? reason
      update(data["usage"])
    case "message_stop": isDone = true
    default: break  // Pings, and what later versions add.
    }
  }

  /// Counts are cumulative; input is told at the start, and by some servers again at the end.
  private mutating func update(_ usage: JSON) {
    guard let new = AnthropicMessages.tokens(usage) else { return }
    if new.input >= tokens?.input ?? 0 {
      tokens = new
    } else {
      tokens?.output = new.output
    }
  }

  func completion() throws(CallFailure) -> Completion {
    guard isDone else {
      throw CallFailure(.unusable, "the stream ended before it was done", tokens: isCounted ? tokens : nil)
    }
    var completion = Completion()
    completion.tokens = tokens
    completion.add(
      0, text: text, thoughtBytes: thoughtBytes, finish: AnthropicMessages.finish(reason), reason: reason,
      count: 1)
    return try completion.checked()
  }
}
