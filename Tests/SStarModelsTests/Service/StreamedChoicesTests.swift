import SStar
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("choices that are streamed together") struct StreamedChoicesTests {
  private var trial: LiveTrial {
    var trial = LiveTrial.streamed
    trial.conduct.samplesPerRequest = 4
    return trial
  }

  private func texts(_ exchange: Exchange) -> [StreamEvent] {
    (0..<exchange.choices).map { ChatAnswer.chunk($0, "seed \((exchange.seed ?? 0) + $0)") }
  }

  @Test("are asked for once where the server loses the ends of all but the first")
  func lost() async throws {
    let server = try ScriptedServer { .sse(texts($0) + [ChatAnswer.chunk(finish: "stop"), .done]) }
    let drawn = try await trial.draw(server, 0..<16)
    #expect(drawn.texts == (1000..<1016).map { "seed \($0)" })
    #expect(server.exchanges.count { $0.choices > 1 } == 1)
  }

  @Test("are no reason to wait where each request draws one sample")
  func single() async throws {
    let server = try ScriptedServer { exchange in
      [.pause(0.3)] + .sse(texts(exchange) + [ChatAnswer.chunk(finish: "stop"), .done])
    }
    var trial = trial
    trial.conduct.samplesPerRequest = 1
    #expect(try await trial.draw(server, 0..<8).replies.count == 8)
    // The second request arrived before the first was answered.
    #expect(server.peakConcurrency > 1)
  }

  @Test("are asked for at once, after the first answer, where the server ends all of them")
  func whole() async throws {
    let server = try ScriptedServer { exchange in
      let ends = (0..<exchange.choices).map { ChatAnswer.chunk($0, finish: "stop") }
      return .sse(texts(exchange) + ends + [.done])
    }
    #expect(try await trial.draw(server, 0..<16).replies.count == 16)
    #expect(server.exchanges.map(\.choices) == [4, 4, 4, 4])
  }
}
