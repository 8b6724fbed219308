import Foundation
import SStar
import Testing

@testable import SStarModels
@testable import TestServers

/// What a server refuses, and how the request looks once that is learnt.
struct Refusal: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let message: String
  var parameter: String?
  var status = 400
  /// Whether the server refuses a request.
  let refuses: @Sendable (Exchange) -> Bool
  /// Whether a request is as it should be once that is learnt.
  let isMended: @Sendable (Exchange) -> Bool

  static let all: [Refusal] = [
    Refusal(
      testDescription: "max_tokens",
      message:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      parameter: "max_tokens", refuses: { $0.json["max_tokens"] != nil },
      isMended: { $0.json["max_completion_tokens"] as? Int == 64 }),
    Refusal(
      testDescription: "temperature",
      message:
        "Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported.",
      parameter: "temperature", refuses: { $0.json["temperature"] != nil },
      isMended: { $0.json["max_tokens"] as? Int == 64 && $0.seed == 1000 }),
    Refusal(
      testDescription: "seed", message: "seed: Extra inputs are not permitted", status: 422,
      refuses: { $0.json["seed"] != nil }, isMended: { $0.json["temperature"] as? Double == 0.7 }),
    Refusal(
      testDescription: "system role", message: "System role not supported",
      refuses: { $0.messages.contains { $0[0] == "system" } },
      isMended: { $0.messages == [["user", "You write programs.\n\nSquare a number."]] }),
    Refusal(
      testDescription: "system role of a chat template",
      message: "Jinja Exception: System role not supported (HTTP status 400)",
      refuses: { $0.messages.contains { $0[0] == "system" } }, isMended: { $0.messages.count == 1 }),
  ]
}

@Suite("parameters that a server refuses") struct ParameterTests {
  @Test("cost one call, and are not sent again", arguments: Refusal.all)
  func learnt(refusal: Refusal) async throws {
    let server = try ScriptedServer { exchange in
      refusal.refuses(exchange)
        ? .error(refusal.status, refusal.message, parameter: refusal.parameter) : .text("x")
    }
    try await LiveTrial().run(server.url + "/v1") { model in
      for _ in 0..<3 { #expect(await model.drawn().texts == ["x"]) }
    }
    #expect(server.exchanges.count == 4)
    #expect(server.exchanges.dropFirst().allSatisfy(refusal.isMended))
  }

  @Test("stream_options costs one call of a stream")
  func streamOptions() async throws {
    let server = try ScriptedServer { exchange in
      exchange.json["stream_options"] != nil
        ? .error(400, "Unknown parameter: stream_options") : .sse(ChatAnswer.stream("x"))
    }
    try await LiveTrial.streamed.run(server.url + "/v1") { model in
      for _ in 0..<2 { #expect(await model.drawn().texts == ["x"]) }
    }
    #expect(server.exchanges.map(\.streams) == [true, true, true])
  }

  @Test("several at once are learnt one after the other")
  func several() async throws {
    let server = try ScriptedServer { exchange in
      Refusal.all.first { $0.refuses(exchange) }.map { .error($0.status, $0.message) } ?? .text("x")
    }
    #expect(try await LiveTrial().draw(server).texts == ["x"])
    // The two about the system role are one lesson.
    #expect(server.exchanges.count == 5)
  }

  @Test("are learnt by all calls in flight")
  func inFlight() async throws {
    let server = try ScriptedServer { exchange in
      exchange.json["max_tokens"] != nil
        ? [.pause(0.05)] + .error(400, Refusal.all[0].message, parameter: "max_tokens") : .text("x")
    }
    var trial = LiveTrial()
    trial.conduct.samplesPerRequest = 1
    #expect(try await trial.draw(server, 0..<8).replies.count == 8)
    #expect(server.exchanges.count == 16)
  }

  @Test(
    "max_completion_tokens is given up for servers that know max_tokens only",
    arguments: [
      "max_completion_tokens: Extra inputs are not permitted",
      "Unknown parameter max_completion_tokens, use max_tokens",
    ])
  func olderServer(message: String) async throws {
    let server = try ScriptedServer { exchange in
      exchange.json["max_completion_tokens"] != nil ? .error(422, message) : .text("x")
    }
    var trial = LiveTrial()
    trial.model = "openai/o3-mini"
    #expect(try await trial.draw(server).texts == ["x"])
    #expect(server.exchanges.count == 2)
    #expect(server.exchanges.last?.json["max_tokens"] as? Int == 64)
  }

  @Test("reasoning models get the parameters that they know from the first call on")
  func reasoningModel() async throws {
    let server = try ScriptedServer { _ in .text("x") }
    var trial = LiveTrial()
    trial.model = "openai/o4-mini"
    _ = try await trial.draw(server)
    let body = try #require(server.exchanges.first?.json)
    #expect(body["max_completion_tokens"] as? Int == 64)
    #expect(body["max_tokens"] == nil)
    #expect(body["temperature"] == nil)
  }

  @Test("that the user asked for are not given up")
  func usersWish() async throws {
    let server = try ScriptedServer { _ in .error(400, "logit_bias is not supported", parameter: "logit_bias")
    }
    var trial = LiveTrial()
    trial.options.logitBias = #"{"50256":-100}"#
    let drawn = try await trial.draw(server)
    #expect(drawn.failure?.kind == .refused)
    #expect(drawn.failure?.description.contains("logit_bias is not supported") == true)
    #expect(server.exchanges.count == 1)
  }

  @Test("a request names its model, its limit, and all that was configured")
  func request() async throws {
    let server = try ScriptedServer { _ in .text("x") }
    var trial = LiveTrial()
    trial.model = "openai/org/model-7b"
    trial.environment = ["OPENAI_API_KEY": "sk-1"]
    trial.options.maxTokens = 4000
    trial.options.topP = 0.5
    trial.options.stop = ["END"]
    trial.options.logitBias = #"{"50256":-100}"#
    trial.options.extraBody = #"{"chat_template_kwargs":{"enable_thinking":false},"top_p":0.25}"#
    _ = try await trial.draw(server)
    let exchange = try #require(server.exchanges.first)
    #expect(exchange.method == "POST")
    #expect(exchange.path == "/v1/chat/completions")
    #expect(exchange.headers["authorization"] == "Bearer sk-1")
    #expect(exchange.headers["content-type"] == "application/json")
    #expect(exchange.messages == [["system", "You write programs."], ["user", "Square a number."]])
    #expect(
      exchange.text.hasPrefix(
        #"{"chat_template_kwargs":{"enable_thinking":false},"logit_bias":{"50256":-100},"max_tokens":4000,"messages":"#
      ))
    #expect(
      exchange.text.hasSuffix(
        #""model":"org/model-7b","seed":1000,"stop":["END"],"temperature":0.7,"top_p":0.25}"#))
  }

  @Test("without a key no Authorization is sent, and without options no more than is needed")
  func plainRequest() async throws {
    let server = try ScriptedServer { _ in .text("x") }
    _ = try await LiveTrial().draw(server)
    let exchange = try #require(server.exchanges.first)
    #expect(exchange.headers["authorization"] == nil)
    #expect(Set(exchange.json.keys) == ["model", "messages", "max_tokens", "temperature", "seed"])
  }

  @Test("the system message can be folded into the user's from the first call on", arguments: [true, false])
  func folded(isAnthropic: Bool) async throws {
    let server = try ScriptedServer { _ in
      isAnthropic ? .json(MessagesAnswer.text("x")) : .text("x")
    }
    var trial = isAnthropic ? LiveTrial.anthropic : LiveTrial()
    trial.options.foldsSystem = true
    _ = try await trial.draw(server)
    let exchange = try #require(server.exchanges.first)
    #expect(exchange.messages == [["user", "You write programs.\n\nSquare a number."]])
    #expect(exchange.json["system"] == nil)
  }
}
