import Foundation
import SStar
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("requests to Anthropic's interface") struct AnthropicRequestTests {
  @Test("have its headers, the system text on top, the limit, and nothing that it does not know")
  func plain() async throws {
    let server = try ScriptedServer { _ in .json(MessagesAnswer.text("x")) }
    #expect(try await LiveTrial.anthropic.draw(server).texts == ["x"])
    let exchange = try #require(server.exchanges.first)
    // The base URL may end in /v1 or not.
    #expect(exchange.path == "/v1/messages")
    #expect(exchange.headers["x-api-key"] == "sk-ant-1")
    #expect(exchange.headers["anthropic-version"] == "2023-06-01")
    #expect(exchange.headers["authorization"] == nil)
    #expect(
      exchange.text
        == #"{"max_tokens":64,"messages":[{"content":[{"#
        + #""text":"Square a number.","type":"text"}],"role":"user"}],"model":"claude-x","#
        + #""system":"You write programs."}"#)
  }

  @Test("have what was configured")
  func configured() async throws {
    let server = try ScriptedServer { _ in .json(MessagesAnswer.text("x")) }
    var trial = LiveTrial.anthropic
    trial.options.sendsTemperature = true
    trial.options.topP = 0.5
    trial.options.stop = ["END"]
    trial.options.maxTokens = 4000
    trial.options.extraBody = #"{"thinking":{"type":"enabled","budget_tokens":2000}}"#
    _ = try await trial.draw(server)
    let body = try #require(server.exchanges.first?.json)
    #expect(body["temperature"] as? Double == 0.7)
    #expect(body["top_p"] as? Double == 0.5)
    #expect(body["stop_sequences"] as? [String] == ["END"])
    #expect(body["max_tokens"] as? Int == 4000)
    #expect((body["thinking"] as? [String: Any])?["budget_tokens"] as? Int == 2000)
    #expect(body["n"] == nil && body["seed"] == nil && body["stop"] == nil)
  }

  @Test("are one for each sample, with the same body")
  func samples() async throws {
    let server = try ScriptedServer { .json(MessagesAnswer.text("answer \($0.number)")) }
    let drawn = try await LiveTrial.anthropic.draw(server, 0..<5)
    #expect(drawn.replies.keys.sorted() == [0, 1, 2, 3, 4])
    #expect(Set(drawn.texts).count == 5)
    #expect(Set(server.exchanges.map(\.text)).count == 1)
    #expect(drawn.usage.calls == 5)
  }

  @Test("are sent for sample 0 before the others where the prompt is worth caching")
  func warmUp() async throws {
    let server = try ScriptedServer { exchange in
      [.pause(exchange.number == 0 ? 0.1 : 0)] + .json(MessagesAnswer.text("x"))
    }
    var request = ModelRequest.short
    request.messages[1].text = String(repeating: "word ", count: 2000)
    _ = try await LiveTrial.anthropic.draw(server, 0..<4, of: request)
    #expect(server.exchanges.count == 4)
    #expect(server.exchanges[1].arrival - server.exchanges[0].arrival > .milliseconds(90))
  }

  @Test("carry a cache mark at the end of a prompt that all samples share, and only there")
  func cacheMark() async throws {
    let server = try ScriptedServer { _ in .json(MessagesAnswer.text("x")) }
    var request = ModelRequest.short
    request.messages = [Message(.user, "a"), Message(.assistant, "b"), Message(.user, "c")]
    _ = try await LiveTrial.anthropic.draw(server, 0..<2, of: request)
    _ = try await LiveTrial.anthropic.draw(server, of: request)
    request.role = .judge
    _ = try await LiveTrial.anthropic.draw(server, 0..<2, of: request)
    let marks = server.exchanges.map { exchange in
      (exchange.json["messages"] as? [[String: Any]] ?? []).map {
        ($0["content"] as? [[String: Any]])?.last?["cache_control"] != nil
      }
    }
    let (marked, unmarked) = ([false, false, true], [false, false, false])
    #expect(marks == [marked, marked, unmarked, unmarked, unmarked])
  }

  @Test("give up the temperature where it is refused, once")
  func temperature() async throws {
    let server = try ScriptedServer { exchange in
      exchange.json["temperature"] == nil
        ? .json(MessagesAnswer.text("x"))
        : .json(
          status: 400,
          #"{"type":"error","error":{"type":"invalid_request_error","message":"temperature: Extra inputs are not permitted"}}"#
        )
    }
    var trial = LiveTrial.anthropic
    trial.options.sendsTemperature = true
    try await trial.run(server.url) { model in
      for _ in 0..<2 { #expect(await model.drawn().texts == ["x"]) }
    }
    #expect(server.exchanges.count == 3)
  }
}
