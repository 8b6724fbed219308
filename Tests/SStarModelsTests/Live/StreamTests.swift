import Foundation
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("streamed answers") struct StreamTests {
  private static let text = "Größe ≤ 10⁵ – 素数 🐍👩‍💻\n```python\nprint('é')\n```"

  private func draw(_ events: [StreamEvent]) async throws -> Drawn {
    let server = try ScriptedServer { _ in .sse(events) }
    var trial = LiveTrial.streamed
    trial.conduct.retries = 0
    return try await trial.draw(server)
  }

  @Test("choices interleave, and what follows the first finish belongs to the answer")
  func interleaved() async throws {
    let server = try ScriptedServer { _ in
      .sse([
        ChatAnswer.chunk(1, "b1 "), ChatAnswer.chunk(0, "a1 "), ChatAnswer.chunk(1, "b2"),
        ChatAnswer.chunk(1, finish: "stop"), ChatAnswer.chunk(2, "c1 "), ChatAnswer.chunk(0, "a2"),
        ChatAnswer.chunk(2, "c2"), ChatAnswer.chunk(0, finish: "length"), ChatAnswer.chunk(2, "!"),
        ChatAnswer.chunk(2, finish: "stop"), ChatAnswer.usageChunk(), .done,
      ])
    }
    let drawn = try await LiveTrial.streamed.draw(server, 0..<3)
    #expect(drawn.texts == ["a1 a2", "b1 b2", "c1 c2!"])
    #expect(drawn.replies[0]?.finish == .length)
    #expect(drawn.replies[1]?.finish == .stop)
    #expect(server.exchanges.count == 1)
    #expect(server.exchanges.first?.headers["accept"]?.contains("text/event-stream") == true)
  }

  @Test("where only choice 0 gets a finish reason, the others are drawn one by one from then on")
  func oneFinishReason() async throws {
    let server = try ScriptedServer { exchange in
      let texts = (0..<exchange.choices).map { ChatAnswer.chunk($0, "seed \((exchange.seed ?? 0) + $0)") }
      return .sse(texts + [ChatAnswer.chunk(0, finish: "stop"), .done])
    }
    try await LiveTrial.streamed.run(server.url + "/v1") { model in
      #expect(await model.drawn(0..<4).texts == (1000..<1004).map { "seed \($0)" })
      #expect(server.exchanges.map(\.choices) == [4, 1, 1, 1])
      #expect(await model.drawn(0..<2).texts == ["seed 1000", "seed 1001"])
      #expect(server.exchanges.suffix(2).map(\.choices) == [1, 1])
    }
  }

  @Test(
    "bytes may arrive in any pieces", arguments: [1, 2, 3, 4, 5, 6, 7], [BodyFraming.chunked, .untilClose])
  func split(bytes: Int, framing: BodyFraming) async throws {
    let server = try ScriptedServer { _ in
      .sse(ChatAnswer.stream(Self.text, "end"), framing: framing, splitEvery: bytes)
    }
    #expect(try await LiveTrial.streamed.draw(server).texts == [Self.text + "end"])
    #expect(server.exchanges.count == 1)
  }

  @Test("pieces that arrive apart in time, inside of characters and of line ends", arguments: ["\n", "\r\n"])
  func slowPieces(lineEnd: String) async throws {
    let server = try ScriptedServer { _ in
      .sse(ChatAnswer.stream("é🐍"), lineEnd: lineEnd, splitEvery: 3, gap: 0.001)
    }
    #expect(try await LiveTrial.streamed.draw(server).texts == ["é🐍"])
  }

  @Test(
    "deltas without text change nothing",
    arguments: [
      #"{}"#, #"{"content":""}"#, #"{"content":null}"#, #"{"role":"assistant","content":null}"#,
      #"{"role":null,"content":""}"#, #"{"role":null}"#, #"{"reasoning":"hm"}"#,
      #"{"reasoning_content":"hm","content":null}"#, #"{"tool_calls":[]}"#, #"null"#,
    ])
  func emptyDeltas(delta: String) async throws {
    let drawn = try await draw([
      ChatAnswer.chunk(delta: delta), ChatAnswer.chunk(0, "a"), ChatAnswer.chunk(delta: delta),
      ChatAnswer.chunk(0, "b"), ChatAnswer.chunk(delta: delta, finish: "stop"), .done,
    ])
    #expect(drawn.texts == ["ab"])
  }

  @Test("the identifier may change from chunk to chunk")
  func changingIdentifier() async throws {
    let drawn = try await draw([
      ChatAnswer.chunk(delta: #"{"content":"a"}"#, id: "1"),
      ChatAnswer.chunk(delta: #"{"content":"b"}"#, id: "2"),
      ChatAnswer.chunk(finish: "stop", id: "3"), .done,
    ])
    #expect(drawn.texts == ["ab"])
  }

  @Test("comments keep the connection alive, and are no text")
  func comments() async throws {
    let body =
      ": keep-alive\n\n: keep-alive\n\n\ndata: \n\n"
      + ChatAnswer.stream("a", "b").map { "data: \($0.data)\n\n: keep-alive\n\n" }.joined()
    let server = try ScriptedServer { _ in .json(headers: ["content-type": "text/event-stream"], body) }
    #expect(try await LiveTrial.streamed.draw(server).texts == ["ab"])
    #expect(server.exchanges.count == 1)
  }

  @Test("fields may lack the space after the colon, and the last event its empty line")
  func terse() async throws {
    let body =
      ChatAnswer.stream("a", "b").map { "data:\($0.data)" }.joined(separator: "\n\n")
    let server = try ScriptedServer { _ in .json(headers: ["content-type": "text/event-stream"], body) }
    #expect(try await LiveTrial.streamed.draw(server).texts == ["ab"])
    #expect(server.exchanges.count == 1)
  }

  @Test(
    "an answer that came to its end counts, even if the connection then breaks", arguments: [true, false])
  func brokenAfterTheEnd(isReset: Bool) async throws {
    let server = try ScriptedServer { _ in
      [Step].sse(ChatAnswer.stream("whole")).cut(last: 5, then: .pause(0.05)) + [isReset ? .reset : .close]
    }
    let drawn = try await LiveTrial.streamed.draw(server)
    #expect(drawn.texts == ["whole"])
    #expect(server.exchanges.count == 1)
  }

  @Test("a server that ignores `stream` is understood")
  func notStreamed() async throws {
    let server = try ScriptedServer { .json(ChatAnswer.seeded($0)) }
    #expect(try await LiveTrial.streamed.draw(server, 0..<2).texts == ["seed 1000", "seed 1001"])
    #expect(server.exchanges.map(\.streams) == [true])
  }

  @Test("a server that streams unasked is understood")
  func streamedUnasked() async throws {
    let server = try ScriptedServer { _ in .sse(ChatAnswer.stream("a", "b")) }
    #expect(try await LiveTrial().draw(server).texts == ["ab"])
    #expect(server.exchanges.map(\.streams) == [false])
  }
}
