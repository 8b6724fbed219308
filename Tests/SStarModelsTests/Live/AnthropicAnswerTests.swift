import Foundation
import SStar
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("answers of Anthropic's interface") struct AnthropicAnswerTests {
  private func draw(_ steps: [Step], _ trial: LiveTrial = .anthropic) async throws -> Drawn {
    var trial = trial
    trial.conduct.retries = 0
    return try await trial.draw(try ScriptedServer { _ in steps })
  }

  @Test("text blocks are joined, thoughts and unknown blocks left out")
  func blocks() async throws {
    let blocks = [
      MessagesAnswer.thinking, MessagesAnswer.block("a"), #"{"type":"redacted_thinking","data":"x"}"#,
      MessagesAnswer.block("b"), #"{"type":"later_invention"}"#,
    ]
    #expect(try await draw(.json(MessagesAnswer.body(blocks))).texts == ["ab"])
  }

  @Test(
    "reasons to stop",
    arguments: [
      ("end_turn", "stop"), ("stop_sequence", "stop"), ("tool_use", "stop"), ("refusal", "stop"),
      ("max_tokens", "length"), ("model_context_window_exceeded", "length"),
    ])
  func stops(reason: String, finish: String) async throws {
    let body = MessagesAnswer.body([MessagesAnswer.block("x")], stop: quoted(reason))
    #expect(try await draw(.json(body)).replies[0]?.finish.rawValue == finish)
    let events =
      [MessagesAnswer.start(), MessagesAnswer.delta(0, "x")] + MessagesAnswer.end(stop: quoted(reason))
    #expect(try await draw(.sse(events)).replies[0]?.finish.rawValue == finish)
  }

  @Test("reasons that are no end are failed tries", arguments: ["null", "\"pause_turn\"", "\"unheard_of\""])
  func noEnd(reason: String) async throws {
    let server = try ScriptedServer { exchange in
      .json(
        exchange.number > 0
          ? MessagesAnswer.text("whole") : MessagesAnswer.body([MessagesAnswer.block("half")], stop: reason))
    }
    #expect(try await LiveTrial.anthropic.draw(server).texts == ["whole"])
    #expect(server.exchanges.count == 2)
  }

  @Test("thoughts that used up the tokens leave no text, and are not drawn again")
  func thoughtsOnly() async throws {
    let server = try ScriptedServer { _ in
      .json(MessagesAnswer.body([MessagesAnswer.thinking], stop: "\"max_tokens\""))
    }
    let drawn = try await LiveTrial.anthropic.draw(server)
    #expect(drawn.texts == [""])
    #expect(drawn.replies[0]?.finish == .length)
    #expect(server.exchanges.count == 1)
  }

  @Test("input is the sum of plain tokens and those of caches, each at its price")
  func usage() async throws {
    let usage = MessagesAnswer.usage(100, 50, read: 2000, written: 400)
    let body = MessagesAnswer.body([MessagesAnswer.block("x")], usage: usage)
    var trial = LiveTrial.anthropic
    trial.price = Price(input: 10, output: 100, cachedInput: 1)
    for steps in [
      [Step].json(body),
      .sse(
        [MessagesAnswer.start(usage), MessagesAnswer.delta(0, "x")]
          + MessagesAnswer.end(usage: #"{"output_tokens":50}"#)),
    ] {
      let drawn = try await draw(steps, trial)
      #expect((drawn.usage.inputTokens, drawn.usage.outputTokens) == (2500, 50))
      // 100 at 10, 2000 at 1, 400 at 12.5, 50 at 100 dollars a million.
      #expect(abs(drawn.usage.usd - 0.013) < 1e-12)
      #expect(drawn.usage.estimatedCalls == 0)
    }
  }

  @Test("missing usage is estimated and marked")
  func missingUsage() async throws {
    let drawn = try await draw(.json(MessagesAnswer.body([MessagesAnswer.block("x")], usage: nil)))
    #expect(drawn.texts == ["x"])
    #expect(drawn.usage.estimatedCalls == 1)
  }

  @Test("the events of a stream make one text, its last usage counts", arguments: [nil, 1, 2, 3, 5, 7])
  func stream(bytes: Int?) async throws {
    let events: [StreamEvent] =
      [
        MessagesAnswer.start(MessagesAnswer.usage(10, 1)), MessagesAnswer.event("ping"),
        MessagesAnswer.event(
          "content_block_start", #""index":0,"content_block":{"type":"thinking","thinking":""}"#),
        MessagesAnswer.event(
          "content_block_delta", #""index":0,"delta":{"type":"thinking_delta","thinking":"wrong"}"#),
        MessagesAnswer.event(
          "content_block_delta", #""index":0,"delta":{"type":"signature_delta","signature":"c2ln"}"#),
        MessagesAnswer.event("content_block_stop", #""index":0"#),
        MessagesAnswer.event("content_block_start", #""index":1,"content_block":{"type":"text","text":""}"#),
        MessagesAnswer.delta(1, "Größe ≤ "), MessagesAnswer.event("ping"), MessagesAnswer.delta(1, "🐍"),
        MessagesAnswer.event("later_invention", #""x":1"#),
      ] + MessagesAnswer.end(usage: #"{"output_tokens":42}"#)
    let drawn = try await draw(.sse(events, splitEvery: bytes), LiveTrial.anthropic)
    #expect(drawn.texts == ["Größe ≤ 🐍"])
    #expect((drawn.usage.inputTokens, drawn.usage.outputTokens) == (10, 42))
  }

  @Test("a stream is asked for where it is configured, and its end may be marked as OpenAI does")
  func asked() async throws {
    let server = try ScriptedServer { _ in .sse(MessagesAnswer.stream("x") + [.done]) }
    var trial = LiveTrial.anthropic
    trial.options.streams = true
    #expect(try await trial.draw(server).texts == ["x"])
    #expect(server.exchanges.map(\.streams) == [true])
    #expect(server.exchanges.first?.json["stream_options"] == nil)
  }

  @Test("a server that ignores `stream` is understood")
  func notStreamed() async throws {
    var trial = LiveTrial.anthropic
    trial.options.streams = true
    #expect(try await draw(.json(MessagesAnswer.text("x")), trial).texts == ["x"])
  }

  @Test(
    "streams that break off, or report an error, are failed tries",
    arguments: [
      Array(MessagesAnswer.stream("half").dropLast()), Array(MessagesAnswer.stream("half").dropLast(2)),
      Array(MessagesAnswer.stream("half").dropLast(4)), [],
      [
        MessagesAnswer.start(), MessagesAnswer.delta(0, "half"),
        MessagesAnswer.event("error", #""error":{"type":"overloaded_error","message":"Overloaded"}"#),
      ],
      [
        MessagesAnswer.start(), MessagesAnswer.delta(0, "half"),
        MessagesAnswer.event("error", #""error":{"type":"api_error","message":"Internal server error"}"#),
      ],
    ])
  func brokenStream(events: [StreamEvent]) async throws {
    let server = try ScriptedServer { .sse($0.number > 0 ? MessagesAnswer.stream("whole") : events) }
    var trial = LiveTrial.anthropic
    trial.options.streams = true
    #expect(try await trial.draw(server).texts == ["whole"])
    #expect(server.exchanges.count == 2)
    #expect(trial.seen.losses.count == 1)
  }

  @Test(
    "errors that may pass are retried",
    arguments: [
      (429, "rate_limit_error"), (500, "api_error"), (504, "timeout_error"), (529, "overloaded_error"),
    ])
  func transient(status: Int, type: String) async throws {
    let server = try ScriptedServer { exchange in
      exchange.number < 2
        ? .messagesError(status, type, headers: .atOnce) : .json(MessagesAnswer.text("x"))
    }
    #expect(try await LiveTrial.anthropic.draw(server).texts == ["x"])
    #expect(server.exchanges.count == 3)
  }

  @Test(
    "errors that stay are not retried",
    arguments: [
      (400, "invalid_request_error", ModelServiceError.Kind.refused),
      (401, "authentication_error", .credentials), (403, "permission_error", .credentials),
      (404, "not_found_error", .refused), (413, "request_too_large", .tooLong),
    ])
  func permanent(status: Int, type: String, kind: ModelServiceError.Kind) async throws {
    let server = try ScriptedServer { _ in .messagesError(status, type) }
    let drawn = try await LiveTrial.anthropic.draw(server)
    #expect(drawn.failure?.kind == kind)
    #expect(drawn.failure?.description.contains("(status \(status)): Sorry") == true)
    #expect(server.exchanges.count == 1)
  }

  @Test("an error in OpenAI's shape is read, too")
  func otherShape() async throws {
    let server = try ScriptedServer { _ in .error(400, "max_tokens: Field required", code: "400") }
    let drawn = try await LiveTrial.anthropic.draw(server)
    #expect(drawn.failure?.kind == .refused)
    #expect(drawn.failure?.description.contains("max_tokens: Field required") == true)
  }
}
