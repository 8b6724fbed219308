import Foundation
import SStar
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("reasoning in answers") struct ReasoningTests {
  @Test(
    "is no part of the text, whatever its field is called", arguments: ["reasoning", "reasoning_content"])
  func field(name: String) async throws {
    let server = try ScriptedServer { exchange in
      exchange.streams
        ? .sse([
          ChatAnswer.chunk(delta: #"{"\#(name)":"wrong = 1","content":null}"#),
          ChatAnswer.chunk(delta: #"{"\#(name)":" wrong"}"#), ChatAnswer.chunk(0, "right"),
          ChatAnswer.chunk(finish: "stop"), .done,
        ])
        : .json(
          #"{"choices":[{"index":0,"message":{"\#(name)":"wrong = 1","content":"right"},"finish_reason":"stop"}]}"#
        )
    }
    #expect(try await LiveTrial().draw(server).texts == ["right"])
    #expect(try await LiveTrial.streamed.draw(server).texts == ["right"])
  }

  @Test(
    "that used up the tokens leaves no text, is paid for, and not drawn again",
    arguments: ["reasoning", "reasoning_content"], [false, true])
  func exhausted(name: String, streams: Bool) async throws {
    let server = try ScriptedServer { _ in
      streams
        ? .sse([
          ChatAnswer.chunk(delta: #"{"role":"assistant","content":null}"#),
          ChatAnswer.chunk(delta: #"{"\#(name)":"hm"}"#), ChatAnswer.chunk(finish: "length"),
          ChatAnswer.usageChunk(10, 64), .done,
        ])
        : .json(
          #"{"choices":[{"index":0,"message":{"\#(name)":"hm","content":null},"finish_reason":"length"}],"#
            + #""usage":\#(ChatAnswer.usage(10, 64))}"#)
    }
    var trial = LiveTrial()
    trial.options.streams = streams
    let drawn = try await trial.draw(server)
    #expect(drawn.texts == [""])
    #expect(drawn.replies[0]?.finish == .length)
    #expect(drawn.usage.outputTokens == 64)
    #expect(server.exchanges.count == 1)
    #expect(throws: ProgramExtraction.Failure.cutAtTokenLimit) {
      try ProgramExtraction(languages: ["python3"]).program(in: try #require(drawn.replies[0]))
    }
  }

  @Test("inside of the text is left to the extraction, which cuts it")
  func inline() async throws {
    let server = try ScriptedServer { _ in
      .text("<think>\n```python\nprint(1)\n```\n</think>\n```python\nprint(2)\n```\n")
    }
    let reply = try #require(try await LiveTrial().draw(server).replies[0])
    #expect(try ProgramExtraction(languages: ["python3"]).program(in: reply).source == "print(2)\n")
  }

  @Test(
    "content may come in parts",
    arguments: [
      #"[{"type":"text","text":"a"},{"type":"text","text":"b"}]"#, #"["a","b"]"#,
      #"[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},{"type":"text","text":"ab"}]"#,
    ])
  func parts(content: String) async throws {
    let server = try ScriptedServer { _ in .json(ChatAnswer.body([ChatAnswer.choice(0, content: content)])) }
    #expect(try await LiveTrial().draw(server).texts == ["ab"])
  }

  @Test("streamed content may come in parts")
  func streamedParts() async throws {
    let server = try ScriptedServer { _ in
      .sse([
        ChatAnswer.chunk(delta: #"{"content":[{"type":"text","text":"a"}]}"#), ChatAnswer.chunk(0, "b"),
        ChatAnswer.chunk(finish: "stop"), .done,
      ])
    }
    #expect(try await LiveTrial.streamed.draw(server).texts == ["ab"])
  }

  @Test("blank lines before the JSON keep the connection alive while a server queues")
  func blankLines() async throws {
    let body = ChatAnswer.text("é")
    let server = try ScriptedServer { _ in
      let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n"
      return [
        .send(Data(head.utf8)), .pause(0.02), .send(Data("\n".utf8)), .pause(0.02), .send(Data("\n\n".utf8)),
        .send(Data(body.utf8)), .close,
      ]
    }
    #expect(try await LiveTrial().draw(server).texts == ["é"])
    #expect(server.exchanges.count == 1)
  }

  @Test("a body whose characters are cut between two reads is whole")
  func splitBody() async throws {
    let server = try ScriptedServer { _ in
      [Step].json(ChatAnswer.text("é≤🐍")).flatMap { step -> [Step] in
        guard case .send(let data) = step else { return [step] }
        return data.flatMap { [.send(Data([$0]))] }
      }
    }
    #expect(try await LiveTrial().draw(server).texts == ["é≤🐍"])
  }
}
