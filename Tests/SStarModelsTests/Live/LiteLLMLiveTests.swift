import Foundation
import SStar
import Synchronization
import Testing

@testable import SStarModels
@testable import TestServers

@Suite(
  "live models through a real LiteLLM proxy", .tags(.slow), .timeLimit(.minutes(10)),
  .enabled(if: LiteLLMProxy.isAvailable, Comment(rawValue: LiteLLMProxy.missing)))
struct LiteLLMLiveTests {
  private static let answer = LiteLLMProxy.Model.text.answer ?? ""

  private func trial(_ model: LiteLLMProxy.Model, key: String = LiteLLMProxy.key) -> LiveTrial {
    var trial = LiveTrial(
      model: "openai/\(model.name)", environment: ["OPENAI_API_KEY": key, "ANTHROPIC_API_KEY": key])
    // The first requests of a proxy take their time.
    trial.conduct.timeout = 60
    return trial
  }

  private func draw(_ trial: LiveTrial, _ samples: Range<Int> = 0..<1) async throws -> Drawn {
    try await trial.run(try await LiteLLMProxy.shared.url + "/v1") { await $0.drawn(samples) }
  }

  @Test("completions have text, finish and usage", arguments: [false, true])
  func completes(streams: Bool) async throws {
    var trial = trial(.text)
    trial.options.streams = streams
    trial.options.stop = ["never met"]
    let drawn = try await draw(trial)
    #expect(drawn.texts == [Self.answer])
    #expect(drawn.replies[0]?.finish == .stop)
    #expect(drawn.usage.calls == 1)
    #expect(drawn.usage.inputTokens > 0 && drawn.usage.outputTokens > 0)
    #expect(trial.seen.losses.isEmpty)
  }

  @Test(
    "several samples come whole, whether it takes `n`, refuses it, or forgets finish reasons in a stream",
    arguments: [LiteLLMProxy.Model.text, .claude], [false, true])
  func samples(model: LiteLLMProxy.Model, streams: Bool) async throws {
    var trial = trial(model)
    trial.options.streams = streams
    let drawn = try await draw(trial, 0..<4)
    #expect(drawn.error == nil)
    #expect(drawn.texts == Array(repeating: Self.answer, count: 4))
  }

  @Test("messages of Anthropic's interface, and a stream that it does not give", arguments: [false, true])
  func messages(streams: Bool) async throws {
    for model in [LiteLLMProxy.Model.text, .claude] {
      var trial = trial(model)
      trial.model = "anthropic/\(model.name)"
      trial.options.streams = streams
      let drawn = try await draw(trial, 0..<2)
      #expect(drawn.texts == [Self.answer, Self.answer])
      #expect(drawn.usage.calls == 2)
    }
  }

  @Test("a wrong key fails at once", arguments: ["openai", "anthropic"])
  func wrongKey(provider: String) async throws {
    var trial = trial(.text, key: "sk-wrong")
    trial.model = "\(provider)/text"
    trial.conduct.retries = 20
    _ = try await LiteLLMProxy.shared
    let start = ContinuousClock.now
    let drawn = try await draw(trial)
    #expect(drawn.failure?.kind == .credentials)
    #expect(drawn.failure?.description.contains("Check the key in \(provider.uppercased())_API_KEY") == true)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test(
    "errors that may pass are retried, and then told with their status",
    arguments: [
      (LiteLLMProxy.Model.rateLimited, 429), (.internalError, 500), (.overloaded, 529),
    ])
  func transient(model: LiteLLMProxy.Model, status: Int) async throws {
    var trial = trial(model)
    trial.conduct.retries = 1
    let drawn = try await draw(trial)
    #expect(drawn.failure?.kind == .unavailable)
    let words = drawn.failure?.description ?? ""
    #expect(words.contains("(status \(status))"), "\(words)")
    #expect(words.contains("after 2 tries"))
  }

  @Test("a prompt that is too long is told so")
  func tooLong() async throws {
    var trial = trial(.contextOverflow)
    trial.conduct.retries = 20
    let drawn = try await draw(trial, 0..<4)
    #expect(drawn.failure?.kind == .tooLong)
    #expect(drawn.failure?.description.contains("does not fit the model's context") == true)
  }

  @Test("a model that it does not know is refused, and named")
  func unknownModel() async throws {
    var trial = trial(.text)
    trial.model = "openai/no-such-model"
    let drawn = try await draw(trial)
    #expect(drawn.failure?.kind == .refused)
    #expect(drawn.failure?.description.contains("no-such-model") == true)
  }

  @Test("a deadline is kept, and a cancelled call is gone")
  func deadline() async throws {
    var trial = trial(.slow)
    trial.conduct.timeout = 0.3
    trial.conduct.retries = 0
    let drawn = try await draw(trial)
    #expect(drawn.failure?.description.contains("no complete answer within 1 s") == true)
  }
}

@Suite(
  "live models through LiteLLM to a server with faults", .tags(.slow), .timeLimit(.minutes(10)),
  .enabled(if: LiteLLMProxy.isAvailable, Comment(rawValue: LiteLLMProxy.missing)))
struct LiteLLMUpstreamTests {
  @Test("what is asked, answered, refused and told to wait passes through")
  func passesThrough() async throws {
    let wasBusy = Atomic(false)
    let server = try ScriptedServer { exchange in
      switch exchange.messages.last?.last {
      case "too long": .error(400, "This model's maximum context length is 10 tokens.", code: "400")
      case "busy" where !wasBusy.exchange(true, ordering: .relaxed):
        .error(429, headers: ["retry-after": "2"])
      default:
        exchange.streams
          ? .sse(ChatAnswer.stream("seed ", "\(exchange.seed ?? -1)")) : .json(ChatAnswer.seeded(exchange))
      }
    }
    // One after the other: they start slowly.
    _ = try await LiteLLMProxy.shared
    let proxy = try await LiteLLMProxy.start([.init(name: "through", upstream: server.url + "/v1")])
    var trial = LiveTrial(model: "openai/through", environment: ["OPENAI_API_KEY": LiteLLMProxy.key])
    trial.conduct.timeout = 60
    trial.options.stop = ["END"]
    @Sendable func request(_ text: String) -> ModelRequest {
      var request = ModelRequest.short
      request.messages = [Message(.system, "You write programs."), Message(.user, text)]
      return request
    }

    try await trial.run(proxy.url + "/v1") { model in
      #expect(await model.drawn(of: request("busy")).texts == ["seed 1000"])
      // The proxy also looks by itself whether there is somebody.
      let gaps = server.exchanges.filter { $0.method == "POST" }.gaps
      #expect(gaps.count == 1)
      #expect(try #require(gaps.first) >= 1.99)

      #expect(
        await model.drawn(0..<3, of: request("hello")).texts == ["seed 1000", "seed 1001", "seed 1002"])
      let body = try #require(server.exchanges.last)
      #expect(body.choices == 3)
      #expect(body.json["stop"] as? [String] == ["END"])
      #expect(body.json["temperature"] as? Double == 0.7)
      #expect(body.json["max_tokens"] as? Int == 64)
      #expect(body.messages == [["system", "You write programs."], ["user", "hello"]])

      let before = server.exchanges.count
      let drawn = await model.drawn(0..<4, of: request("too long"))
      #expect(drawn.failure?.description.contains("does not fit the model's context") == true)
      #expect(server.exchanges.count == before + 1)
    }
    trial.options.streams = true
    let drawn = try await trial.run(proxy.url + "/v1") { await $0.drawn(of: request("hello")) }
    #expect(drawn.texts == ["seed 1000"])
    #expect((drawn.usage.inputTokens, drawn.usage.outputTokens) == (10, 5))
  }
}
