import Foundation
import Testing

@testable import SStarModels
@testable import TestServers

/// An answer that looks like a success and is none.
struct Truncation: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let steps: [Step]

  init(_ description: String, _ steps: [Step]) { (testDescription, self.steps) = (description, steps) }

  static let whole: [Truncation] =
    ["abort", "null", "error", "", "unknown"].map { finish in
      Truncation(
        "finish reason \(finish)", .json(ChatAnswer.body([ChatAnswer.choice(0, "half", finish: finish)])))
    } + [
      Truncation(
        "no finish reason", .json(#"{"choices":[{"index":0,"message":{"content":"half"}}]}"#)),
      Truncation("empty choices", .json(ChatAnswer.body([]))),
      Truncation("choices null", .json(#"{"choices":null}"#)),
      Truncation("no choices", .json("{}")),
      Truncation("no object", .json("[]")),
      Truncation("half of the JSON, sent as all of it", .json(String(ChatAnswer.text("half").dropLast(20)))),
      Truncation("nothing", .json("")),
      Truncation("blank lines only", .json("\n\n\n")),
      Truncation("HTML", .json(headers: ["content-type": "text/html"], "<html>Sign in</html>")),
      Truncation("FIN inside of the body", [Step].text("half").cut(last: 20, then: .close)),
      Truncation("RST inside of the body", [Step].text("half").cut(last: 20, then: .reset)),
      // Sooner, it looks like a connection that was dead before.
      Truncation(
        "FIN inside of the head",
        [.send(Data("HTTP/1.1 200 OK\r\ncontent-".utf8)), .pause(1.2), .close]),
    ]

  static let streamed: [Truncation] =
    ["abort", "null", "error", "unknown"].map { finish in
      Truncation(
        "finish reason \(finish)",
        .sse([ChatAnswer.chunk(0, "half"), ChatAnswer.chunk(finish: finish), .done]))
    } + [
      Truncation("no [DONE]", .sse(Array(ChatAnswer.stream("half").dropLast()))),
      Truncation(
        "no [DONE] before the connection ends",
        .sse(Array(ChatAnswer.stream("half").dropLast()), framing: .untilClose)),
      Truncation("no finish reason and no [DONE]", .sse([ChatAnswer.chunk(0, "half")])),
      Truncation("[DONE] alone", .sse([.done])),
      Truncation("usage alone", .sse([ChatAnswer.usageChunk(), .done])),
      Truncation("no events", .sse([])),
      Truncation("a line that is no JSON", .sse([ChatAnswer.chunk(0, "half"), #"{"choices":[{"#, .done])),
      Truncation(
        "FIN inside of an event", [Step].sse([ChatAnswer.chunk(0, "half")]).cut(last: 15, then: .close)),
      Truncation(
        "RST between events",
        [Step].sse([ChatAnswer.chunk(0, "half")]).cut(last: 5, then: .pause(0.02)) + [.reset]),
    ]
}

@Suite("answers that look whole and are cut") struct TruncationTests {
  @Test("are failed tries, and tried again", arguments: Truncation.whole)
  func whole(truncation: Truncation) async throws {
    try await check(truncation, LiveTrial())
  }

  @Test("are failed tries of a stream, too", arguments: Truncation.streamed)
  func streamed(truncation: Truncation) async throws {
    try await check(truncation, .streamed)
  }

  private func check(_ truncation: Truncation, _ trial: LiveTrial) async throws {
    let server = try ScriptedServer { exchange in
      guard exchange.number > 0 else { return truncation.steps }
      return exchange.streams ? .sse(ChatAnswer.stream("whole")) : .text("whole")
    }
    let drawn = try await trial.draw(server)
    #expect(drawn.texts == ["whole"])
    #expect(drawn.error == nil)
    #expect(server.exchanges.count == 2)
    // It may have been billed.
    #expect(trial.seen.losses.count == 1)
  }

  @Test(
    "words that servers use for an end are known",
    arguments: [
      ("stop", "stop"), ("eos", "stop"), ("tool_calls", "stop"), ("length", "length"),
      ("max_tokens", "length"),
    ])
  func ends(word: String, finish: String) async throws {
    let server = try ScriptedServer { _ in .json(ChatAnswer.body([ChatAnswer.choice(0, "x", finish: word)])) }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.replies[0]?.finish.rawValue == finish)
    #expect(server.exchanges.count == 1)
  }

  @Test("a server that never answers whole is given up, and the last defect is told")
  func always() async throws {
    let server = try ScriptedServer { _ in
      .json(ChatAnswer.body([ChatAnswer.choice(0, "half", finish: "abort")]))
    }
    var trial = LiveTrial()
    trial.conduct.retries = 1
    let drawn = try await trial.draw(server)
    #expect(drawn.replies.isEmpty)
    #expect(drawn.failure?.kind == .unavailable)
    #expect(drawn.failure?.description.contains("finish reason `abort`, after 2 tries") == true)
    #expect(server.exchanges.count == 2)
  }
}

@Suite("errors inside of a stream that began well") struct StreamErrorTests {
  private static let errors = [
    #"{"error":{"message":"The server had an error","type":"server_error","param":null,"code":500}}"#,
    #"{"error":{"message":"Overloaded","type":"overloaded_error"}}"#,
    #"{"error":{"message":"slow down","type":null,"code":"429"}}"#, #"{"error":"engine died"}"#,
    #"{"error":{"message":"engine died"},"choices":[{"index":0,"delta":{"content":"!"},"finish_reason":"error"}]}"#,
  ]

  @Test("are failed tries, with and without [DONE] after them", arguments: errors, [true, false])
  func error(body: String, isDone: Bool) async throws {
    let server = try ScriptedServer { exchange in
      guard exchange.number == 0 else { return .sse(ChatAnswer.stream("whole")) }
      return .sse([ChatAnswer.chunk(0, "half"), StreamEvent(body)] + (isDone ? [.done] : []))
    }
    let trial = LiveTrial.streamed
    let drawn = try await trial.draw(server)
    #expect(drawn.texts == ["whole"])
    #expect(server.exchanges.count == 2)
    // What came before the error may be billed.
    #expect(trial.seen.losses.count == 1)
  }

  @Test("that another try would not mend end the call")
  func tooLong() async throws {
    let server = try ScriptedServer { _ in
      .sse([
        #"{"error":{"message":"This model's maximum context length is 10 tokens.","type":"BadRequestError","code":400}}"#,
        .done,
      ])
    }
    let drawn = try await LiveTrial.streamed.draw(server)
    #expect(drawn.failure?.kind == .tooLong)
    #expect(drawn.failure?.description.contains("does not fit the model's context") == true)
    #expect(server.exchanges.count == 1)
  }
}
