import Foundation
import SStar
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("samples and choices of a live model") struct ChoiceTests {
  private static let eight = (1000..<1008).map { "seed \($0)" }

  @Test("samples of one request have the seeds base + index, however they are spread over requests")
  func seeds() async throws {
    let server = try ScriptedServer { .json(ChatAnswer.seeded($0)) }
    for size in [1, 3, 8] {
      var trial = LiveTrial()
      trial.conduct.samplesPerRequest = size
      #expect(try await trial.draw(server, 0..<8).texts == Self.eight)
    }
    #expect(try await LiveTrial().draw(server, 5..<7).texts == ["seed 1005", "seed 1006"])
    let counts = Dictionary(grouping: server.exchanges, by: \.choices).mapValues(\.count)
    #expect(counts == [1: 8, 3: 2, 2: 2, 8: 1])
  }

  @Test("a seed that no signed integer holds is brought into the range that servers take")
  func largeSeed() async throws {
    let server = try ScriptedServer { _ in .text("x") }
    var request = ModelRequest.short
    request.seed = .max
    _ = try await LiveTrial().draw(server, of: request)
    #expect((server.exchanges.first?.json["seed"] as? Int64).map { $0 >= 0 } == true)
  }

  @Test("`n` above a server's slots is halved until it fits, and stays so")
  func slots() async throws {
    let server = try ScriptedServer { exchange in
      guard exchange.choices <= 3 else { return .error(400, "n_cmpl must be less than or equal to 3") }
      return .json(ChatAnswer.seeded(exchange))
    }
    try await LiveTrial().run(server.url + "/v1") { model in
      #expect(await model.drawn(0..<8).texts == Self.eight)
      #expect(server.exchanges.prefix(3).map(\.choices) == [8, 4, 2])
      #expect(server.exchanges.dropFirst(2).reduce(0) { $0 + $1.choices } == 8)
      #expect(server.exchanges.dropFirst(2).allSatisfy { $0.choices == 2 })
      #expect(await model.drawn(0..<8).texts == Self.eight)
      #expect(server.exchanges.suffix(4).map(\.choices) == [2, 2, 2, 2])
    }
  }

  @Test("a server that refuses `n` is asked for one sample at a time")
  func refused() async throws {
    let server = try ScriptedServer { exchange in
      exchange.choices > 1
        ? .error(422, "n: Extra inputs are not permitted") : .json(ChatAnswer.seeded(exchange))
    }
    #expect(try await LiveTrial().draw(server, 0..<4).texts == Array(Self.eight.prefix(4)))
    #expect(server.exchanges.map(\.choices) == [4, 2, 1, 1, 1, 1])
  }

  @Test("a server that ignores `n` is topped up, once for each missing sample")
  func ignored() async throws {
    let server = try ScriptedServer { .json(ChatAnswer.seeded($0, atMost: 1)) }
    try await LiveTrial().run(server.url + "/v1") { model in
      #expect(await model.drawn(0..<8).texts == Self.eight)
      #expect(server.exchanges.map(\.choices) == [8, 1, 1, 1, 1, 1, 1, 1])
      _ = await model.drawn(0..<2)
      #expect(server.exchanges.suffix(2).map(\.choices) == [1, 1])
    }
  }

  @Test("choices that an answer leaves out are asked for together")
  func fewer() async throws {
    let server = try ScriptedServer { .json(ChatAnswer.seeded($0, atMost: 3)) }
    let drawn = try await LiveTrial().draw(server, 0..<8)
    #expect(drawn.texts == Self.eight)
    #expect(drawn.doubled.isEmpty)
    #expect(server.exchanges.map(\.choices).sorted() == [2, 3, 8])
  }

  @Test("more choices than asked for, and indices out of range, are ignored")
  func more() async throws {
    let server = try ScriptedServer { _ in
      .json(ChatAnswer.body([-1, 0, 1, 7].map { ChatAnswer.choice($0, "choice \($0)") }))
    }
    let drawn = try await LiveTrial().draw(server, 0..<2)
    #expect(drawn.texts == ["choice 0", "choice 1"])
    #expect(drawn.doubled.isEmpty)
  }

  @Test("choices are told apart by their index, not by their order")
  func order() async throws {
    let server = try ScriptedServer { _ in
      .json(ChatAnswer.body([2, 0, 1].map { ChatAnswer.choice($0, "choice \($0)") }))
    }
    #expect(try await LiveTrial().draw(server, 0..<3).texts == ["choice 0", "choice 1", "choice 2"])
  }

  @Test("of several choices only the unusable ones are drawn again")
  func partlyUnusable() async throws {
    let server = try ScriptedServer { exchange in
      guard exchange.number == 0 else { return .json(ChatAnswer.seeded(exchange)) }
      return .json(
        ChatAnswer.body([
          ChatAnswer.choice(0, "seed 1000"), ChatAnswer.choice(1, "half", finish: "abort"),
          ChatAnswer.choice(2, "seed 1002"), ChatAnswer.choice(3, "half", finish: "null"),
        ]))
    }
    try await LiveTrial().run(server.url + "/v1") { model in
      #expect(await model.drawn(0..<4).texts == Array(Self.eight.prefix(4)))
      #expect(server.exchanges.dropFirst().compactMap(\.seed).sorted() == [1001, 1003])
      // It was no sign that the server cannot do it.
      _ = await model.drawn(0..<4)
      #expect(server.exchanges.last?.choices == 4)
    }
  }

  @Test("an answer without text is drawn again once, and what it cost is told as a loss")
  func blank() async throws {
    let server = try ScriptedServer { exchange in
      .json(
        ChatAnswer.body(
          (0..<exchange.choices).map { ChatAnswer.choice($0, exchange.number == 0 && $0 == 0 ? " \n" : "x") },
          usage: ChatAnswer.usage(100, 8)))
    }
    let trial = LiveTrial()
    let drawn = try await trial.draw(server, 0..<2)
    #expect(drawn.texts == ["x", "x"])
    #expect(server.exchanges.count == 2)
    #expect(trial.seen.losses.map(\.samples) == [0..<1])
    let lost = trial.seen.losses.reduce(0) { $0 + $1.tokens }
    #expect(drawn.usage.inputTokens + drawn.usage.outputTokens + lost == 216)
    #expect(await trial.budget.spentTokens == 216)
  }

  @Test("a model that has nothing to say is believed the second time")
  func blankTwice() async throws {
    let server = try ScriptedServer { _ in .text("") }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.texts == [""])
    #expect(drawn.error == nil)
    #expect(server.exchanges.count == 2)
  }
}
