import Foundation
import Testing

@testable import SStarModels
@testable import TestServers

/// A form in which servers say when to come back. Backoff alone would be back within a second, so that
/// a wait which is not honoured shows.
struct WaitHeader: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Seconds that it asks to wait, as the client must understand them.
  let seconds: Double
  let headers: @Sendable () -> [String: String]

  init(
    _ description: String, _ seconds: Double = 1.2, _ headers: @escaping @Sendable () -> [String: String]
  ) {
    (testDescription, self.seconds, self.headers) = (description, seconds, headers)
  }

  static let all: [WaitHeader] = [
    WaitHeader("milliseconds go first") { ["retry-after-ms": "1200", "retry-after": "30"] },
    WaitHeader("whole seconds", 2) { ["retry-after": "2"] },
    WaitHeader("float seconds") { ["Retry-After": "1.2"] },
    // Dates have whole seconds: what is asked for is between 2 and 3.
    WaitHeader("HTTP date", 2) {
      let formatter = DateFormatter()
      formatter.locale = Locale(identifier: "en_US_POSIX")
      formatter.timeZone = TimeZone(identifier: "GMT")
      formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
      return ["retry-after": formatter.string(from: Date().addingTimeInterval(3))]
    },
    WaitHeader("passed on by LiteLLM") { ["llm_provider-retry-after": "1.2"] },
    WaitHeader("duration until the limit is full again") {
      ["x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1s200ms"]
    },
    WaitHeader("the exhausted limit of two") {
      [
        "x-ratelimit-remaining-requests": "7", "x-ratelimit-reset-requests": "6m0s",
        "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "1200ms",
      ]
    },
    WaitHeader("duration passed on by LiteLLM") { ["llm_provider-x-ratelimit-reset-requests": "1.2s"] },
    WaitHeader("Anthropic's time of day") {
      let time = Date().addingTimeInterval(1.2)
      return [
        "anthropic-ratelimit-requests-remaining": "0",
        "anthropic-ratelimit-requests-reset": time.formatted(
          Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
      ]
    },
  ]
}

@Suite("waits that servers ask for") struct RetryAfterLiveTests {
  /// A busy machine is late.
  private static let tolerance = 20.0

  @Test("are honoured, and not much exceeded")
  func honoured() async throws {
    // All at once: each only waits.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for header in WaitHeader.all {
        for status in [429, 503] { group.addTask { try await honoured(header, status) } }
      }
      try await group.waitForAll()
    }
  }

  private func honoured(_ header: WaitHeader, _ status: Int) async throws {
    let server = try ScriptedServer { exchange in
      exchange.number == 0 ? .error(status, headers: header.headers()) : .text("x")
    }
    #expect(try await LiveTrial().draw(server).texts == ["x"], "\(header)")
    let gap = try #require(server.exchanges.gaps.first, "\(header)")
    #expect(gap >= header.seconds - 0.01, "\(header), \(status): came back after \(gap) s")
    // A tenth and what dates round away are allowed.
    #expect(gap < header.seconds * 1.1 + 1 + Self.tolerance, "\(header), \(status): came back after \(gap) s")
  }

  @Test(
    "are no reason to wait longer than that", arguments: ["0", "-3", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"])
  func noWait(value: String) async throws {
    let server = try ScriptedServer { exchange in
      exchange.number == 0 ? .error(429, headers: ["retry-after": value]) : .text("x")
    }
    #expect(try await LiveTrial().draw(server).texts == ["x"])
    #expect(try #require(server.exchanges.gaps.first) < 1 + Self.tolerance)
  }

  @Test(
    "that are too long to wait end the call", arguments: ["retry-after": "121", "retry-after-ms": "3600000"])
  func tooLong(name: String, value: String) async throws {
    let server = try ScriptedServer { _ in .error(429, "Come back tomorrow", headers: [name: value]) }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.failure?.kind == .unavailable)
    #expect(drawn.failure?.description.contains("Come back tomorrow") == true)
    #expect(server.exchanges.count == 1)
  }

  @Test("that are too long do not hold the other calls up", .timeLimit(.minutes(1)))
  func tooLongForAll() async throws {
    let server = try ScriptedServer { _ in .error(429, headers: ["retry-after": "3600"]) }
    var trial = LiveTrial()
    trial.conduct.samplesPerRequest = 1
    trial.conduct.concurrency = 4
    let drawn = try await trial.draw(server, 0..<20)
    #expect(drawn.failure?.kind == .unavailable)
    #expect(server.exchanges.count == 20)
  }

  @Test("for limits that are not exhausted are no reason to give up")
  func plenty() async throws {
    let limits = ["x-ratelimit-reset-requests": "2m59.56s", "x-ratelimit-remaining-requests": "14000"]
    let server = try ScriptedServer { $0.number == 0 ? .error(503, headers: limits) : .text("x") }
    #expect(try await LiveTrial().draw(server).texts == ["x"])
  }

  @Test("let all other calls wait, too, when none gets through")
  func together() async throws {
    let busy = ContinuousClock.now + .seconds(1.2)
    let server = try ScriptedServer { _ in
      let left = (busy - .now) / .seconds(1)
      return left > 0 ? .error(429, headers: ["retry-after": "\(left)"]) : .text("x")
    }
    var trial = LiveTrial()
    trial.conduct.samplesPerRequest = 1
    trial.conduct.concurrency = 8
    let drawn = try await trial.draw(server, 0..<40)
    #expect(drawn.replies.count == 40)
    // The first eight were turned away; the rest waited without a call.
    #expect(server.exchanges.count <= 40 + 3 * 8)
  }
}
