import Foundation
import SStar
import Testing

@testable import SStarModels
@testable import TestServers

@Suite(
  "live models against the rig's faults", .tags(.slow), .timeLimit(.minutes(10)),
  .enabled(if: Rig.isAvailable, Comment(rawValue: Rig.missing)))
struct RigFaultTests {
  /// How the rig is asked.
  struct Manner: Sendable, CustomTestStringConvertible {
    var samplesPerRequest: Int
    var streams: Bool
    /// Samples of each of the ten requests.
    var samples: Int

    var calls: Int { 10 * samples / samplesPerRequest }
    var testDescription: String { "\(calls) calls of \(samplesPerRequest)\(streams ? ", streamed" : "")" }

    static let all = [
      Manner(samplesPerRequest: 1, streams: false, samples: 100),
      Manner(samplesPerRequest: 8, streams: false, samples: 800),
      Manner(samplesPerRequest: 1, streams: true, samples: 30),
      Manner(samplesPerRequest: 8, streams: true, samples: 48),
    ]
  }

  private static let fast: Rig.Settings = [
    "ttft": 0.001, "tpot": 0.000_001, "slots": 512, "chunk_tokens": 40,
  ]

  /// One call in five fails, in each of the ways that the rig knows.
  private static let faulty: Rig.Settings = fast.merging([
    "p": [
      "429": 0.04, "500": 0.02, "502": 0.015, "503": 0.02, "504": 0.015, "529": 0.01, "close_before": 0.015,
      "cut": 0.015, "sse_error": 0.01, "no_done": 0.01, "garbage": 0.01, "stall": 0.003,
      "empty_choices": 0.01,
      "abort": 0.01,
    ], "retry_after_s": 0.3, "retry_after_style": "mix", "stall_s": 40, "chunk_bytes": 53, "close_every": 9,
    "keepalive_s": 2.0, "sse_comments": true,
  ]) { $1 }

  private func trial(_ manner: Manner) -> LiveTrial {
    var trial = LiveTrial()
    trial.options.streams = manner.streams
    trial.conduct.samplesPerRequest = manner.samplesPerRequest
    trial.conduct.concurrency = 48
    // Long enough for an answer on a busy machine: one that arrives after it was given up is a double.
    trial.conduct.timeout = 15
    trial.conduct.retries = 6
    return trial
  }

  private func draw(_ rig: Rig, _ manner: Manner, _ trial: LiveTrial) async throws -> [Drawn] {
    let drawn = try await trial.run(rig.url + "/v1") { model in
      await withTaskGroup(of: (Int, Drawn).self) { group in
        for index in 0..<10 {
          let text = "Write a program for problem RIG-01-000\(index)."
          let request = ModelRequest(
            role: .generate, problemID: "p", messages: [Message(.user, text)], maxTokens: 1024,
            seed: UInt64(index) * 10_000)
          group.addTask { (index, await model.drawn(0..<manner.samples, of: request)) }
        }
        return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
    }
    // A record is written after the answer.
    let end = ContinuousClock.now + .seconds(10)
    while try await rig.stats().inflight > 0, ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(20))
    }
    return (0..<10).compactMap { drawn[$0] }
  }

  @Test(
    "calls, one in five of which fails, lose and double nothing, and bring what they bring without faults")
  func nothingIsLost() async throws {
    // All at once, with a rig each: most of the time goes by in waits.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for manner in Manner.all { group.addTask { try await nothingIsLost(manner) } }
      try await group.waitForAll()
    }
  }

  private func nothingIsLost(_ manner: Manner) async throws {
    let rig = try await Rig.start(Self.faulty)
    let drawn = try await draw(rig, manner, trial(manner))
    for drawn in drawn {
      #expect(drawn.error == nil, "\(manner)")
      #expect(drawn.replies.count == manner.samples, "\(manner)")
      #expect(drawn.doubled.isEmpty, "\(manner)")
    }
    let report = try await rig.report()
    #expect(report.distinctBodies == manner.calls, "\(manner)")
    #expect((report.lost, report.duplicatesOk, report.earlyRetries) == (0, 0, 0), "\(manner)")
    #expect(report.faultsInjected.values.reduce(0, +) > manner.calls / 5, "\(manner)")
    #expect(report.faultsInjected.count == 14 || manner.calls < 1000, "\(report.faultsInjected)")
    #expect(report.retryAfterWaits > 0, "\(manner)")
    try await rig.reset(Self.fast)
    #expect(try await draw(rig, manner, trial(manner)).map(\.texts) == drawn.map(\.texts))
  }

  @Test(
    "what all calls generated, failed ones included, stays within the budget", arguments: Manner.all[1...2])
  func budget(manner: Manner) async throws {
    let rig = try await Rig.start(Self.faulty)
    var trial = trial(manner)
    trial.budget = Budget(tokens: 40 * 1024 * manner.samplesPerRequest)
    let drawn = try await draw(rig, manner, trial)
    #expect(drawn.contains { $0.error is BudgetReached })
    let generated = try rig.records().reduce(0) { $0 + $1.tokens }
    let spent = await trial.budget.spentTokens
    #expect(generated <= spent)
    #expect(spent <= 40 * 1024 * manner.samplesPerRequest)
    // What is reserved comes back: more was generated than the first calls' worst cases allow.
    #expect(generated > 12 * 1024 * manner.samplesPerRequest)
  }
}
