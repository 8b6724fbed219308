import Foundation

@testable import TestServers

/// JSON of Anthropic's messages as servers write it.
enum MessagesAnswer {
  static func body(_ blocks: [String], stop: String = "\"end_turn\"", usage: String? = usage(10, 5)) -> String
  {
    let usage = usage.map { #","usage":\#($0)"# } ?? ""
    return #"{"id":"m","type":"message","role":"assistant","content":[\#(blocks.joined(separator: ","))],"#
      + #""stop_reason":\#(stop),"stop_sequence":null\#(usage)}"#
  }

  /// A whole answer of one block.
  static func text(_ text: String) -> String { body([block(text)]) }

  static func block(_ text: String) -> String { #"{"type":"text","text":\#(quoted(text))}"# }

  static let thinking = #"{"type":"thinking","thinking":"wrong","signature":"c2ln"}"#

  static func usage(_ input: Int, _ output: Int, read: Int = 0, written: Int = 0) -> String {
    #"{"input_tokens":\#(input),"cache_read_input_tokens":\#(read),"cache_creation_input_tokens":\#(written),"#
      + #""output_tokens":\#(output)}"#
  }

  static func event(_ type: String, _ fields: String = "") -> StreamEvent {
    StreamEvent(#"{"type":"\#(type)"\#(fields.isEmpty ? "" : ",")\#(fields)}"#, name: type)
  }

  static func start(_ usage: String = usage(10, 1)) -> StreamEvent {
    event("message_start", #""message":{"role":"assistant","content":[],"usage":\#(usage)}"#)
  }

  static func delta(_ index: Int, _ text: String) -> StreamEvent {
    event("content_block_delta", #""index":\#(index),"delta":{"type":"text_delta","text":\#(quoted(text))}"#)
  }

  static func end(stop: String = "\"end_turn\"", usage: String = #"{"output_tokens":9}"#) -> [StreamEvent] {
    [
      event("content_block_stop", #""index":0"#),
      event("message_delta", #""delta":{"stop_reason":\#(stop),"stop_sequence":null},"usage":\#(usage)"#),
      event("message_stop"),
    ]
  }

  /// All events of a streamed text.
  static func stream(_ text: String) -> [StreamEvent] {
    [
      start(), event("content_block_start", #""index":0,"content_block":{"type":"text","text":""}"#),
      event("ping"), delta(0, text),
    ] + end()
  }
}

extension [Step] {
  /// An error in Anthropic's shape.
  static func messagesError(_ status: Int, _ type: String, headers: [String: String] = [:]) -> [Step] {
    .json(
      status: status, headers: headers,
      #"{"type":"error","error":{"type":"\#(type)","message":"Sorry"},"request_id":"r"}"#)
  }
}
