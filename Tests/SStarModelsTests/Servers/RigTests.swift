import Foundation
import Testing

@testable import TestServers

@Suite("rig", .tags(.slow), .enabled(if: Rig.isAvailable, Comment(rawValue: Rig.missing)))
struct RigTests {
  private static let fast: Rig.Settings = ["ttft": 0.01, "tpot": 0.0001, "slots": 4]

  private func ask(_ rig: Rig, _ path: String = "/v1/chat/completions") throws -> LoopbackClient.Response {
    try LoopbackClient.request(
      port: rig.port, path, headers: ["anthropic-version": "2023-06-01"],
      post:
        #"{"model": "rig-model", "max_tokens": 4096, "messages": [{"role": "user", "content": "Solve it."}]}"#
    )
  }

  @Test func answersInBothProtocolsAndCounts() async throws {
    let rig = try await Rig.start(Self.fast)
    #expect(try ask(rig).json["choices"] != nil)
    #expect(try ask(rig, "/v1/messages").json["stop_reason"] != nil)
    let statistics = try await rig.stats()
    #expect(statistics.requests == 2)
    #expect(statistics.maxRunning == 1)
    // The first line tells the settings.
    let lines = try String(contentsOf: rig.log, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains(#""slots": 4"#))
  }

  @Test func resetTakesTheNewFaultsAndForgetsTheOld() async throws {
    let rig = try await Rig.start(Self.fast)
    try await rig.reset(Self.fast.merging(["p": ["429": 1.0], "max_faults": 100]) { $1 })
    #expect(try ask(rig).status == 429)
    try await rig.reset(Self.fast.merging(["p": ["503": 1.0]]) { $1 })
    #expect(try ask(rig).status == 503)
    try await rig.reset(Self.fast)
    #expect(try ask(rig).status == 200)
    #expect(try await rig.stats().requests == 1)
    await #expect(throws: SocketError.self) { try await rig.reset(["no_such_setting": 1]) }
  }

  @Test func nothingListensAfterTheStop() async throws {
    let rig = try await Rig.start()
    rig.stop()
    await #expect(throws: SocketError.self) { try await rig.stats() }
  }
}
