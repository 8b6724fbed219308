import Foundation
import SStar
import Synchronization
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("deadlines of live calls") struct DeadlineTests {
  /// Answers that take longer than any deadline here.
  private static let lateAnswers: [String: [Step]] = [
    "no byte": [.pause(60)] + .text("late"),
    "a head is no progress": [
      .send(Data("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n".utf8)), .pause(60),
    ],
    "keep-alive comments are no progress": [
      .send(
        Data("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n".utf8))
    ] + (0..<600).flatMap { _ in [.send(Data(": keep-alive\n\n".utf8)), .pause(0.1)] },
    "a stream that stops": [Step].sse([ChatAnswer.chunk(0, "half")]).cut(last: 5, then: .pause(60)),
  ]

  @Test(
    "a call that takes longer is ended, its connection closed, and tried again",
    arguments: lateAnswers.keys.sorted())
  func late(kind: String) async throws {
    let steps = try #require(Self.lateAnswers[kind])
    let server = try ScriptedServer { $0.number == 0 ? steps : .text("in time") }
    var trial = LiveTrial()
    trial.conduct.timeout = 1
    trial.conduct.retries = 6
    #expect(try await trial.draw(server).texts == ["in time"])
    #expect(await server.waits { $0.hangUps.contains(0) })
    // From the arrival, which is later than the start of the call.
    let gap = try #require(server.exchanges.gaps.first)
    #expect((0.3..<50).contains(gap), "tried again after \(gap) s")
    // It may have been billed.
    #expect(!trial.seen.losses.isEmpty)
  }

  @Test("a slow first byte within the deadline is waited for")
  func slow() async throws {
    let server = try ScriptedServer { _ in [.pause(0.7)] + .text("x") }
    #expect(try await LiveTrial().draw(server).texts == ["x"])
    #expect(server.exchanges.count == 1)
  }

  @Test("a server that is always late is given up with the remedy in the words")
  func always() async throws {
    let server = try ScriptedServer { _ in [.pause(60)] + .text("late") }
    var trial = LiveTrial()
    trial.conduct.timeout = 1
    trial.conduct.retries = 1
    let drawn = try await trial.draw(server)
    #expect(drawn.failure?.kind == .unavailable)
    let words = drawn.failure?.description ?? ""
    #expect(words.contains("no complete answer within 1 s, 2 times. Raise --timeout"), "\(words)")
    #expect(trial.seen.losses.count == 2)
  }
}

@Suite("cancelled live calls") struct CancellationTests {
  @Test("close their sockets at once, and leave no connection", arguments: [false, true])
  func hangUp(isAnswering: Bool) async throws {
    let server = try ScriptedServer { _ in
      isAnswering
        ? [Step].sse([ChatAnswer.chunk(0, "half")]).cut(last: 5, then: .pause(60))
        : [.pause(60)] + .text("late")
    }
    var trial = LiveTrial()
    trial.conduct.samplesPerRequest = 1
    let elapsed = try await trial.run(server.url + "/v1") { model in
      let drawing = Task { await model.drawn(0..<6) }
      #expect(await server.waits { $0.exchanges.count == 6 })
      let start = ContinuousClock.now
      drawing.cancel()
      _ = await drawing.value
      #expect(await server.waits { $0.hangUps.count == 6 && $0.openConnections == 0 })
      return ContinuousClock.now - start
    }
    #expect(elapsed < .seconds(10))
    // Nothing was tried again.
    #expect(server.exchanges.count == 6)
  }

  @Test("end when nobody listens to the replies any more")
  func abandoned() async throws {
    let server = try ScriptedServer { exchange in
      exchange.number == 0 ? .text("first") : [.pause(60)] + .text("late")
    }
    var trial = LiveTrial()
    trial.conduct.samplesPerRequest = 1
    trial.conduct.concurrency = 2
    try await trial.run(server.url + "/v1") { model in
      for try await reply in model.replies(to: .short, samples: 0..<8) {
        #expect(reply.text == "first")
        #expect(await server.waits { $0.exchanges.count >= 2 })
        break
      }
      #expect(await server.waits { $0.hangUps.count == $0.exchanges.count - 1 && $0.openConnections == 0 })
    }
    #expect(server.exchanges.count <= 3)
  }

  @Test("in a wait between tries end at once, and are not tried again")
  func waiting() async throws {
    let server = try ScriptedServer { _ in .error(429, headers: ["retry-after": "60"]) }
    try await LiveTrial().run(server.url + "/v1") { model in
      let drawing = Task { await model.drawn() }
      #expect(await server.waits { $0.exchanges.count == 1 })
      let start = ContinuousClock.now
      drawing.cancel()
      _ = await drawing.value
      #expect(ContinuousClock.now - start < .seconds(10))
    }
    #expect(server.exchanges.count == 1)
  }

  @Test("count in the budget with their worst case, since they may be billed")
  func billed() async throws {
    let server = try ScriptedServer { _ in [.pause(60)] + .text("late") }
    let trial = LiveTrial()
    try await trial.run(server.url + "/v1") { model in
      let drawing = Task { await model.drawn() }
      #expect(await server.waits { $0.exchanges.count == 1 })
      drawing.cancel()
      _ = await drawing.value
    }
    // The stream ends before the last of its calls has.
    #expect(await server.waits { $0.openConnections == 0 })
    #expect(await trial.budget.spentTokens >= ModelRequest.short.maxTokens)
  }
}
