import Foundation
import SStar

/// OpenAI's chat completions, as vLLM, SGLang, llama.cpp, Ollama, LiteLLM and most vendors serve them.
struct ChatCompletions: WireFormat {
  let path = "/chat/completions"
  let mostChoices = 128

  func headers(key: String?) -> [(String, String)] {
    key.map { [("Authorization", "Bearer \($0)")] } ?? []
  }

  func body(
    _ call: CompletionCall, model: String, options: SamplingOptions, habits: ServerHabits
  ) -> [String: Any] {
    let messages =
      options.foldsSystem || !habits.takesSystem
      ? call.request.messages.withSystemFolded : call.request.messages
    var body: [String: Any] = [
      "model": model,
      "messages": messages.map { ["role": $0.author.rawValue, "content": $0.text] },
    ]
    body[habits.usesCompletionTokens ? "max_completion_tokens" : "max_tokens"] =
      options.maxTokens ?? call.request.maxTokens
    if options.sendsTemperature ?? true, habits.takesTemperature {
      body["temperature"] = call.request.temperature
    }
    if let topP = options.topP { body["top_p"] = topP }
    if habits.takesSeed {
      // Servers refuse what no signed integer holds.
      body["seed"] = (call.request.seed &+ UInt64(call.samples.lowerBound)) & UInt64(Int64.max)
    }
    if call.samples.count > 1 { body["n"] = call.samples.count }
    if !options.stop.isEmpty { body["stop"] = options.stop }
    if let bias = options.logitBias.flatMap({ JSON(Data($0.utf8)) })?.value { body["logit_bias"] = bias }
    if options.streams {
      body["stream"] = true
      if habits.takesStreamOptions { body["stream_options"] = ["include_usage": true] }
    }
    return body
  }

  func completion(from reply: JSON, count: Int) throws(CallFailure) -> Completion {
    if let failure = ErrorReply.failure(in: reply) { throw failure }
    var completion = Completion()
    completion.tokens = Self.tokens(reply["usage"])
    for (position, choice) in reply["choices"].array.enumerated() {
      let reason = choice["finish_reason"].string
      completion.add(
        choice["index"].int ?? position, text: Self.text(choice["message"]["content"]),
        thoughtBytes: Self.thoughtBytes(choice["message"]), finish: Self.finish(reason), reason: reason,
        count: count)
    }
    return try completion.checked()
  }

  func streamReader(count: Int) -> any CompletionStreamReader {
    ChatCompletionsReader(count: count)
  }

  /// Some servers write content in parts; null is an answer of thoughts alone.
  static func text(_ content: JSON) -> String {
    content.string ?? content.array.compactMap { $0["text"].string ?? $0.string }.joined()
  }

  /// Bytes of what a message says beside its text; some servers write the same thoughts into two fields.
  static func thoughtBytes(_ message: JSON) -> Int {
    let fields = ["reasoning", "reasoning_content", "thinking"].map { message[$0].string?.utf8.count ?? 0 }
    let parts = message["content"].array.reduce(0) { $0 + bytes($1["thinking"]) }
    return max(parts, fields.max() ?? 0)
  }

  private static func bytes(_ thinking: JSON) -> Int { text(thinking).utf8.count }

  static func finish(_ reason: String?) -> ModelReply.Finish? {
    switch reason?.lowercased() {
    case "stop", "eos", "eos_token", "stop_sequence", "end_turn", "tool_calls", "function_call",
      "content_filter":
      .stop
    case "length", "max_tokens": .length
    default: nil
    }
  }

  static func tokens(_ usage: JSON) -> Completion.Tokens? {
    guard let input = usage["prompt_tokens"].count, let output = usage["completion_tokens"].count else {
      return nil
    }
    let cached =
      usage["prompt_tokens_details"]["cached_tokens"].count ?? usage["prompt_cache_hit_tokens"].count ?? 0
    return Completion.Tokens(input: input, cachedInput: min(cached, input), output: output)
  }
}

/// The chunks of a streamed chat completion.
private struct ChatCompletionsReader: CompletionStreamReader {
  let count: Int
  private var texts: [Int: String] = [:]
  private var thoughtBytes: [Int: Int] = [:]
  private var reasons: [Int: String] = [:]
  /// Usage of chunks without choices: one for all, or one a choice.
  private var finalTokens: Completion.Tokens?
  /// Usage beside a choice counts what came so far.
  private var runningTokens: Completion.Tokens?
  private(set) var isDone = false

  init(count: Int) {
    self.count = count
  }

  mutating func read(_ event: ServerSentEvent) throws(CallFailure) {
    let text = event.data.trimmingCharacters(in: .whitespaces)
    if text.isEmpty { return }
    if text == "[DONE]" {
      isDone = true
      return
    }
    guard let chunk = JSON(Data(text.utf8)) else {
      throw CallFailure(.unusable, "the stream holds a line that is no JSON")
    }
    if let failure = ErrorReply.failure(in: chunk) { throw failure }
    let choices = chunk["choices"].array
    if let tokens = ChatCompletions.tokens(chunk["usage"]) { count(tokens, isFinal: choices.isEmpty) }
    for choice in choices {
      let index = choice["index"].int ?? 0
      texts[index, default: ""] += ChatCompletions.text(choice["delta"]["content"])
      thoughtBytes[index, default: 0] += ChatCompletions.thoughtBytes(choice["delta"])
      if let reason = choice["finish_reason"].string { reasons[index] = reason }
    }
  }

  private mutating func count(_ tokens: Completion.Tokens, isFinal: Bool) {
    guard isFinal else {
      runningTokens = tokens
      return
    }
    if let earlier = finalTokens, count > 1 {
      finalTokens?.output = min(Completion.Tokens.most, earlier.output + tokens.output)
      finalTokens?.input = max(earlier.input, tokens.input)
    } else {
      finalTokens = tokens
    }
  }

  func completion() throws(CallFailure) -> Completion {
    guard isDone else {
      throw CallFailure(.unusable, "the stream ended before it was done", tokens: finalTokens)
    }
    var completion = Completion()
    completion.tokens = finalTokens ?? runningTokens
    for (index, text) in texts {
      let reason = reasons[index]
      completion.add(
        index, text: text, thoughtBytes: thoughtBytes[index] ?? 0, finish: ChatCompletions.finish(reason),
        reason: reason, count: count)
    }
    return try completion.checked()
  }
}

extension [Message] {
  /// For servers whose chat template has no system role.
  var withSystemFolded: [Message] {
    let system = filter { $0.author == .system }.map(\.text)
    var rest = filter { $0.author != .system }
    guard !system.isEmpty else { return rest }
    if let first = rest.firstIndex(where: { $0.author == .user }) {
      rest[first].text = (system + [rest[first].text]).joined(separator: "\n\n")
    } else {
      rest.insert(Message(.user, system.joined(separator: "\n\n")), at: 0)
    }
    return rest
  }
}
