import Foundation
import SStar
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("usage of live models") struct UsageTests {
  private static let text = String(repeating: "word", count: 100)

  @Test("the server's counts are taken, and a price makes them dollars")
  func counted() async throws {
    let server = try ScriptedServer { _ in
      .json(ChatAnswer.text(Self.text, usage: ChatAnswer.usage(1000, 200)))
    }
    var trial = LiveTrial()
    trial.price = Price(input: 1, output: 10)
    let usage = try await trial.draw(server).usage
    #expect((usage.calls, usage.inputTokens, usage.outputTokens) == (1, 1000, 200))
    #expect(usage.estimatedCalls == 0)
    #expect(abs(usage.usd - 0.003) < 1e-12)
    #expect(await trial.budget.spentTokens == 1200)
  }

  @Test("the counts of a call are spread over its samples without loss")
  func spread() async throws {
    let server = try ScriptedServer { exchange in
      .json(
        ChatAnswer.body(
          (0..<exchange.choices).map { ChatAnswer.choice($0, String(repeating: "y", count: 10 * $0 + 1)) },
          usage: ChatAnswer.usage(77, 1001)))
    }
    let drawn = try await LiveTrial().draw(server, 0..<7)
    #expect((drawn.usage.calls, drawn.usage.inputTokens, drawn.usage.outputTokens) == (1, 77, 1001))
    #expect(drawn.replies.values.allSatisfy { $0.usage.outputTokens >= 0 })
  }

  @Test("a count that holds one choice of many is replaced by an estimate, and marked")
  func oneChoiceCounted() async throws {
    let server = try ScriptedServer { exchange in
      .json(
        ChatAnswer.body(
          (0..<exchange.choices).map { ChatAnswer.choice($0, Self.text) }, usage: ChatAnswer.usage(10, 100)))
    }
    let usage = try await LiveTrial().draw(server, 0..<4).usage
    #expect(usage.outputTokens == 400)
    #expect(usage.estimatedCalls == 1)
  }

  @Test("missing usage is estimated and marked", arguments: [false, true])
  func missing(streams: Bool) async throws {
    let server = try ScriptedServer { exchange in
      exchange.streams
        ? .sse([ChatAnswer.chunk(0, Self.text), ChatAnswer.chunk(finish: "stop"), .done])
        : .json(ChatAnswer.text(Self.text, usage: nil))
    }
    var trial = LiveTrial()
    trial.options.streams = streams
    let usage = try await trial.draw(server).usage
    #expect(usage.estimatedCalls == 1)
    #expect(usage.outputTokens == 100)
    #expect((5...20).contains(usage.inputTokens))
    #expect(await trial.budget.spentTokens == usage.inputTokens + usage.outputTokens)
  }

  @Test(
    "usage of another shape is no failure",
    arguments: ["null", "{}", "[]", "\"much\"", #"{"prompt_tokens":null,"completion_tokens":7}"#])
  func odd(usage: String) async throws {
    let server = try ScriptedServer { _ in .json(ChatAnswer.text("x", usage: usage)) }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.texts == ["x"])
    #expect(drawn.usage.estimatedCalls == 1)
  }

  @Test("the usage of a stream comes with a last chunk without choices")
  func streamed() async throws {
    let server = try ScriptedServer { exchange in
      let asked = exchange.json["stream_options"] as? [String: Bool] == ["include_usage": true]
      return .sse([
        ChatAnswer.chunk(0, "x"), ChatAnswer.chunk(finish: "stop"),
        asked ? ChatAnswer.usageChunk(30, 40) : ChatAnswer.chunk(), .done,
      ])
    }
    let usage = try await LiveTrial.streamed.draw(server).usage
    #expect((usage.inputTokens, usage.outputTokens, usage.estimatedCalls) == (30, 40, 0))
  }

  @Test("usage events that come one a choice are summed")
  func perChoice() async throws {
    let server = try ScriptedServer { exchange in
      let choices = 0..<exchange.choices
      return .sse(
        choices.map { ChatAnswer.chunk($0, Self.text) } + choices.map { ChatAnswer.chunk($0, finish: "stop") }
          + choices.map { _ in ChatAnswer.usageChunk(30, 100) } + [.done])
    }
    let usage = try await LiveTrial.streamed.draw(server, 0..<3).usage
    #expect((usage.inputTokens, usage.outputTokens, usage.estimatedCalls) == (30, 300, 0))
  }

  @Test("usage that grows beside the choices counts as it is last")
  func running() async throws {
    let server = try ScriptedServer { _ in
      .sse([
        ChatAnswer.chunk(delta: #"{"content":"x"}"#, usage: ChatAnswer.usage(30, 1)),
        ChatAnswer.chunk(finish: "stop", usage: ChatAnswer.usage(30, 2)), .done,
      ])
    }
    let usage = try await LiveTrial.streamed.draw(server).usage
    #expect((usage.inputTokens, usage.outputTokens) == (30, 2))
  }

  @Test("a server that counts far less than the prompt may have cut it: the user is told")
  func cutPrompt() async throws {
    let server = try ScriptedServer { _ in .json(ChatAnswer.text("x", usage: ChatAnswer.usage(2048, 5))) }
    var request = ModelRequest.short
    request.messages.append(Message(.user, String(repeating: "long ", count: 10_000)))
    let trial = LiveTrial()
    _ = try await trial.draw(server, of: request)
    #expect(trial.seen.notices.count == 1)
    #expect(trial.seen.notices.first?.contains("counted 2048 tokens of a prompt of about 125") == true)
    #expect(trial.seen.notices.first?.contains("num_ctx") == true)
  }

  @Test("the budget counts what an unusable answer cost, and the loss is told")
  func lost() async throws {
    let server = try ScriptedServer { exchange in
      exchange.number == 0
        ? .json(
          ChatAnswer.body([ChatAnswer.choice(0, "half", finish: "abort")], usage: ChatAnswer.usage(10, 30)))
        : .json(ChatAnswer.text("x", usage: ChatAnswer.usage(10, 5)))
    }
    let trial = LiveTrial()
    let drawn = try await trial.draw(server)
    #expect(drawn.texts == ["x"])
    #expect(trial.seen.losses.map(\.tokens) == [40])
    #expect(trial.seen.losses.map(\.isEstimated) == [false])
    #expect(await trial.budget.spentTokens == 55)
  }

  @Test("an answer that was generated and never told its tokens counts as the worst case")
  func unknownLoss() async throws {
    let failing: [[Step]] = [
      .json(ChatAnswer.body([], usage: ChatAnswer.usage(10, 0))), .error(504),
      [Step].text("x").cut(last: 3, then: .close),
      .json(#"{"error":{"message":"engine died","type":"server_error","code":500}}"#),
    ]
    for steps in failing {
      let server = try ScriptedServer { $0.number == 0 ? steps : .text("x") }
      let trial = LiveTrial()
      #expect(try await trial.draw(server).texts == ["x"])
      #expect(trial.seen.losses.map(\.isEstimated) == [true])
      #expect(try #require(trial.seen.losses.first).tokens >= ModelRequest.short.maxTokens)
    }
  }

  @Test("counts on the way say nothing about what a stream that broke off cost", arguments: [false, true])
  func brokenStream(isAnthropic: Bool) async throws {
    let server = try ScriptedServer { exchange in
      if isAnthropic {
        return .sse(
          exchange.number > 0
            ? MessagesAnswer.stream("x") : [MessagesAnswer.start(), MessagesAnswer.delta(0, "x")])
      }
      let started = ChatAnswer.chunk(delta: #"{"content":"x"}"#, usage: ChatAnswer.usage(10, 1))
      return .sse(exchange.number > 0 ? ChatAnswer.stream("x") : [started])
    }
    var trial = isAnthropic ? LiveTrial.anthropic : LiveTrial()
    trial.options.streams = true
    #expect(try await trial.draw(server).texts == ["x"])
    #expect(trial.seen.losses.map(\.isEstimated) == [true])
    #expect(try #require(trial.seen.losses.first).tokens >= ModelRequest.short.maxTokens)
  }

  @Test("calls that were turned away cost nothing", arguments: [429, 503, 529, 500])
  func turnedAway(status: Int) async throws {
    let server = try ScriptedServer { $0.number == 0 ? .error(status, headers: .atOnce) : .text("x") }
    let trial = LiveTrial()
    #expect(try await trial.draw(server).texts == ["x"])
    #expect(trial.seen.losses.isEmpty)
    #expect(await trial.budget.spentTokens == 15)
  }

  @Test("no call is made that the budget does not cover in the worst case")
  func refusedByBudget() async throws {
    let server = try ScriptedServer { _ in .text("x") }
    var trial = LiveTrial()
    trial.budget = Budget(tokens: 64)
    let drawn = try await trial.draw(server)
    #expect(drawn.error is BudgetReached)
    #expect(server.exchanges.isEmpty)
  }
}
