import SStar
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("refusals") struct RefusalTests {
  @Test("are answers: they are used as they are, and not asked for again", arguments: ["", "I must not."])
  func filtered(text: String) async throws {
    let server = try ScriptedServer { _ in
      .json(ChatAnswer.body([ChatAnswer.choice(0, text, finish: "content_filter")]))
    }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.texts == [text])
    #expect(drawn.error == nil)
    #expect(server.exchanges.count == 1)
  }
}

@Suite("lost calls") struct LostCallTests {
  @Test("count in the consumption of the role, with their tokens and dollars")
  func counted() async throws {
    let server = try ScriptedServer { exchange in
      exchange.number == 0
        ? .json(
          ChatAnswer.body([ChatAnswer.choice(0, "half", finish: "abort")], usage: ChatAnswer.usage(10, 30)))
        : .text("x")
    }
    var trial = LiveTrial()
    trial.price = Price(input: 1, output: 1)
    let usage = try await trial.run(server.url + "/v1") { model in
      let client = ModelClient(model)
      _ = try await client.reply(to: .short)
      await client.drain()
      return await client.usageByRole
    }
    let generate = try #require(usage[.generate])
    #expect((generate.calls, generate.lostCalls, generate.estimatedCalls) == (1, 1, 0))
    #expect((generate.inputTokens, generate.outputTokens) == (20, 35))
    #expect(abs(generate.usd - 55e-6) < 1e-12)
  }

  @Test("a first choice of nothing takes neither the input nor the price of the others with it")
  func blankFirst() async throws {
    let server = try ScriptedServer { exchange in
      exchange.number == 0
        ? .json(
          ChatAnswer.body(
            [ChatAnswer.choice(0, " "), ChatAnswer.choice(1, "x")], usage: ChatAnswer.usage(100, 20)))
        : .text("again")
    }
    let trial = LiveTrial()
    let drawn = try await trial.draw(server, 0..<2)
    #expect(drawn.texts == ["again", "x"])
    #expect(drawn.replies[1]?.usage.calls == 1)
    #expect(drawn.replies[1]?.usage.inputTokens == 100)
    #expect(trial.seen.losses.map(\.inputTokens) == [0])
  }
}
