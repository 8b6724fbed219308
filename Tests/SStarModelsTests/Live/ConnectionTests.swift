import Foundation
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("connections of a live model") struct ConnectionTests {
  /// On a machine that is too busy, it takes longer than this to see that a connection is closed, and the try counts.
  private static let timeToNotice = Duration.seconds(0.9)

  /// What a draw brings that must succeed; nothing when the machine is too busy.
  private func texts(_ model: LiveModel) async -> [String] {
    let start = ContinuousClock.now
    let drawn = await model.drawn()
    let isBusy = ContinuousClock.now - start > Self.timeToNotice
    #expect(drawn.texts.count == 1 || isBusy, "\(drawn.failure?.description ?? "")")
    return drawn.texts
  }

  @Test("a pooled connection that is dead is replaced without counting as a try", arguments: [true, false])
  func deadConnection(isReset: Bool) async throws {
    let server = try ScriptedServer { exchange in
      exchange.isReused ? [isReset ? .reset : .close] : .text("request \(exchange.number)")
    }
    var trial = LiveTrial()
    trial.conduct.retries = 0
    let texts = try await trial.run(server.url + "/v1") { model in
      var texts: [String] = []
      // On a busy machine some idle too long, and are replaced before.
      while server.exchanges.count(where: \.isReused) < 3, texts.count < 100 {
        texts += await self.texts(model)
      }
      return texts
    }
    let isReused = server.exchanges.map(\.isReused)
    #expect(isReused.count(where: \.self) == 3)
    #expect(texts == isReused.indices.filter { !isReused[$0] }.map { "request \($0)" })
  }

  @Test("a connection may be closed at any moment after an answer")
  func closedAtAnyMoment() async throws {
    // The next request meets a connection that is closed, about to be, or reset.
    let ends: [[Step]] = [
      [.close], [.pause(0.0002), .close], [.pause(0.0004), .reset], [.pause(0.001), .close],
    ]
    let server = try ScriptedServer { .text("x") + ends[$0.number % ends.count] }
    var trial = LiveTrial()
    trial.conduct.retries = 0
    let texts = try await trial.run(server.url + "/v1") { model in
      var texts: [String] = []
      for _ in 0..<400 { texts += await self.texts(model) }
      return texts
    }
    #expect(texts.allSatisfy { $0 == "x" })
    #expect(server.exchanges.count == texts.count)
  }

  @Test("a server that breaks every connection is not asked for ever")
  func alwaysBroken() async throws {
    let server = try ScriptedServer { _ in [.reset] }
    var trial = LiveTrial()
    trial.conduct.retries = 1
    let start = ContinuousClock.now
    let drawn = try await trial.draw(server)
    #expect(drawn.failure?.kind == .unavailable)
    // One silent try beside those that are counted; the wait before the second takes half a second at most.
    let isBusy = ContinuousClock.now - start > Self.timeToNotice
    #expect(server.exchanges.count == 3 || isBusy && server.exchanges.count == 2)
  }

  @Test("a connection that breaks inside of an answer, which may be billed, is a counted try")
  func brokenAnswer() async throws {
    let server = try ScriptedServer { _ in [Step].text("Hello").cut(last: 9, then: .close) }
    var trial = LiveTrial()
    trial.conduct.retries = 0
    let drawn = try await trial.draw(server)
    #expect(drawn.failure?.kind == .unavailable)
    #expect(server.exchanges.count == 1)
    #expect(trial.seen.losses.count == 1)
  }

  @Test("a server that promises to keep the connection of a stream, and closes it, is served by new ones")
  func closedAfterStream() async throws {
    let server = try ScriptedServer { exchange in
      .sse(
        ChatAnswer.stream("request \(exchange.number)"),
        headers: ["connection": "keep-alive", "keep-alive": "timeout=5, max=100"], keepAlive: false)
    }
    var trial = LiveTrial.streamed
    trial.conduct.retries = 0
    let texts = try await trial.run(server.url + "/v1") { model in
      var texts: [String] = []
      for _ in 0..<3 { texts += await self.texts(model) }
      return texts
    }
    #expect(texts == texts.indices.map { "request \($0)" })
    #expect(server.connections == texts.count)
  }

  @Test("connections are reused, and no more are opened than calls are in flight")
  func reuse() async throws {
    let server = try ScriptedServer { _ in [.pause(0.01)] + .text("x") }
    var trial = LiveTrial()
    trial.conduct.concurrency = 3
    trial.conduct.samplesPerRequest = 1
    let drawn = try await trial.draw(server, 0..<30)
    #expect(drawn.replies.count == 30)
    #expect(server.peakConcurrency <= 3)
    // The pool may open one while it takes another back, or close one that idled too long.
    #expect(server.connections < 30)
  }

  @Test("idle connections are closed before servers do so, after 5 s", .tags(.slow))
  func idle() async throws {
    let server = try ScriptedServer { _ in .text("x") }
    try await LiveTrial().run(server.url + "/v1") { model in
      _ = await model.drawn()
      #expect(server.connections == 1)
      var isClosedInTime = await server.waits(4.5) { $0.openConnections == 0 }
      // On a busy machine it may be late, but not each time.
      for _ in 0..<2 where !isClosedInTime {
        _ = await model.drawn()
        isClosedInTime = await server.waits(4.5) { $0.openConnections == 0 }
      }
      #expect(isClosedInTime)
    }
  }

  @Test("a server that is not there fails at once, with the remedy in the words")
  func unreachable() async throws {
    let port = try Loopback.freePort()
    var trial = LiveTrial()
    trial.conduct.retries = 20
    let start = ContinuousClock.now
    let drawn = try await trial.run("http://127.0.0.1:\(port)/v1") { await $0.drawn(0..<4) }
    #expect(drawn.failure?.kind == .unavailable)
    let words = drawn.failure?.description ?? ""
    #expect(words.contains("127.0.0.1:\(port): Connection refused"))
    #expect(words.contains("Is the server running, and is the base URL right? (--base-url, now http://"))
    // So many tries take minutes.
    #expect(ContinuousClock.now - start < .seconds(45))
  }

  @Test("a server that speaks another protocol fails at once")
  func otherProtocol() async throws {
    let server = try ScriptedServer { _ in [.send(Data("220 mail.example ESMTP\r\n".utf8)), .close] }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.failure?.kind == .unavailable)
    #expect(drawn.failure?.description.contains("is the base URL right?") == true)
    #expect(server.connections == 1)
  }

  @Test("a host that nobody knows fails at once, and is named")
  func unknownHost() async throws {
    let drawn = try await LiveTrial().run("http://no-such-host.invalid/v1") { await $0.drawn() }
    #expect(drawn.failure?.kind == .unavailable)
    #expect(drawn.failure?.description.contains("no-such-host.invalid") == true)
    #expect(drawn.failure?.description.contains("--base-url") == true)
  }
}
