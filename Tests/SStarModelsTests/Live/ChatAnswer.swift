import Foundation

@testable import TestServers

/// JSON of chat completions as servers write it.
enum ChatAnswer {
  static func usage(_ input: Int, _ output: Int) -> String {
    #"{"prompt_tokens":\#(input),"completion_tokens":\#(output),"total_tokens":\#(input + output)}"#
  }

  /// A choice whose finish reason is written as given: a word, or `null`.
  static func choice(_ index: Int, _ text: String, finish: String = "stop") -> String {
    choice(index, content: quoted(text), finish: finish)
  }

  static func choice(_ index: Int = 0, content: String, finish: String = "stop") -> String {
    #"{"index":\#(index),"message":{"role":"assistant","content":\#(content)},"finish_reason":\#(word(finish))}"#
  }

  static func body(_ choices: [String], usage: String? = usage(10, 5)) -> String {
    let usage = usage.map { #","usage":\#($0)"# } ?? ""
    return #"{"id":"c","object":"chat.completion","choices":[\#(choices.joined(separator: ","))]\#(usage)}"#
  }

  /// A whole answer of one choice.
  static func text(_ text: String, usage: String? = usage(10, 5)) -> String {
    body([choice(0, text)], usage: usage)
  }

  /// As many choices as were asked for; each names its seed.
  static func seeded(_ exchange: Exchange, atMost: Int = .max) -> String {
    let count = Swift.min(exchange.choices, atMost)
    return body(
      (0..<count).map { choice($0, "seed \((exchange.seed ?? -1) + $0)") }, usage: usage(10, 5 * count))
  }

  /// A chunk of a stream.
  static func chunk(_ index: Int, _ text: String) -> StreamEvent {
    chunk(index, delta: #"{"content":\#(quoted(text))}"#)
  }

  static func chunk(
    _ index: Int = 0, delta: String = "{}", finish: String = "null", id: String = "c", usage: String? = nil
  ) -> StreamEvent {
    let usage = usage.map { #","usage":\#($0)"# } ?? ""
    return StreamEvent(
      #"{"id":"\#(id)","choices":[{"index":\#(index),"delta":\#(delta),"finish_reason":\#(word(finish))}]\#(usage)}"#
    )
  }

  /// The last chunk of a stream with `include_usage`.
  static func usageChunk(_ input: Int = 10, _ output: Int = 5) -> StreamEvent {
    StreamEvent(#"{"id":"c","choices":[],"usage":\#(usage(input, output))}"#)
  }

  /// All events of a streamed text, the pieces of which are given.
  static func stream(_ pieces: String..., finish: String = "stop") -> [StreamEvent] {
    pieces.map { chunk(0, $0) } + [chunk(finish: finish), usageChunk(), .done]
  }

  private static func word(_ finish: String) -> String { finish == "null" ? "null" : quoted(finish) }
}

/// `text` as a JSON string.
func quoted(_ text: String) -> String {
  // A string encodes without fail.
  (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? ""
}

extension [Step] {
  /// A whole answer of one choice.
  static func text(_ text: String) -> [Step] { .json(ChatAnswer.text(text)) }

  /// An error in OpenAI's shape.
  static func error(
    _ status: Int, _ message: String = "Sorry", parameter: String? = nil, code: String = "null",
    headers: [String: String] = [:]
  ) -> [Step] {
    let parameter = parameter.map(quoted) ?? "null"
    return .json(
      status: status, headers: headers,
      #"{"error":{"message":\#(quoted(message)),"type":"e","param":\#(parameter),"code":\#(code)}}"#)
  }
}

extension [String: String] {
  /// A wait so short that a test does not notice.
  static var atOnce: [String: String] { ["retry-after-ms": "1"] }
}
