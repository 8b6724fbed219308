import Foundation
import SStar
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("streams whose connection stays open after the answer") struct OpenStreamTests {
  private func trial(isAnthropic: Bool) -> LiveTrial {
    var trial = isAnthropic ? LiveTrial.anthropic : LiveTrial.streamed
    trial.options.streams = true
    return trial
  }

  private func steps(isAnthropic: Bool, silence: Double) -> [Step] {
    let events = isAnthropic ? MessagesAnswer.stream("x") : ChatAnswer.stream("x")
    // Without the chunk that ends the body.
    return [Step].sse(events).cut(last: 5, then: .pause(silence))
  }

  @Test("are read to the end of the answer, and paid for once", arguments: [false, true])
  func open(isAnthropic: Bool) async throws {
    let server = try ScriptedServer { _ in steps(isAnthropic: isAnthropic, silence: 60) }
    let drawn = try await trial(isAnthropic: isAnthropic).draw(server)
    #expect(drawn.texts == ["x"])
    #expect(drawn.usage.estimatedCalls == 0)
    #expect(server.exchanges.count == 1)
  }

  @Test("count even when the deadline passes while their end is waited for")
  func deadline() async throws {
    let server = try ScriptedServer { _ in steps(isAnthropic: false, silence: 60) }
    var trial = trial(isAnthropic: false)
    trial.conduct.timeout = 0.6
    trial.conduct.retries = 0
    let start = ContinuousClock.now
    let drawn = try await trial.draw(server)
    // On a machine that is too busy, the answer was not there in time.
    guard ContinuousClock.now - start < .seconds(0.9) else { return }
    #expect(drawn.texts == ["x"])
    #expect(trial.seen.losses.isEmpty)
  }
}

@Suite("connections that break while the server works") struct BrokenWorkTests {
  @Test("are tries that count, and may be billed")
  func late() async throws {
    let server = try ScriptedServer { _ in [.pause(1.3), .close] }
    var trial = LiveTrial()
    trial.conduct.retries = 0
    #expect(try await trial.draw(server).failure?.kind == .unavailable)
    #expect(server.exchanges.count == 1)
    #expect(trial.seen.losses.count == 1)
  }

  @Test("those that were closed before are booked as nothing")
  func early() async throws {
    let server = try ScriptedServer { $0.number == 0 ? [.close] : .text("x") }
    var trial = LiveTrial()
    trial.conduct.retries = 0
    let start = ContinuousClock.now
    let drawn = try await trial.draw(server)
    // On a machine that is too busy, it takes too long to see that the connection is closed.
    guard ContinuousClock.now - start < .seconds(0.9) else { return }
    #expect(drawn.texts == ["x"])
    #expect(trial.seen.losses.isEmpty)
    #expect(await trial.budget.spentTokens == 15)
  }
}
