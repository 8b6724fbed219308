import Foundation
import Glibc
import SStar
import Testing

@testable import TestServers

@Suite("sstar eval, killed", .enabled(if: CommandRun.canRunPrograms), .serialized)
struct EvalCrashTests {
  private static let kills = 50
  private static let options = [
    "-n", "3", "--rounds", "1", "--samples-per-request", "1", "--concurrency", "2", "--resume",
  ]
  /// The moments follow from it; `SSTAR_TEST_SEED` repeats them.
  private static let seed =
    ProcessInfo.processInfo.environment["SSTAR_TEST_SEED"].flatMap { UInt64($0) }
    ?? UInt64.random(in: 0...UInt64.max)

  /// When a process is killed.
  private enum Moment {
    case after(Duration)
    /// When so much of what is missing in the record is there.
    case at(share: Double)
  }

  @Test("killed at 50 random moments, it comes to the same result and repeats no recorded call", .tags(.slow))
  func crashes() async throws {
    let names = ["add-a", "add-b"]
    let server = try ModelServer.start(delay: 0.01)
    let reference = try SuitePlace(names)
    let start = ContinuousClock.now
    let undisturbed = try await CommandRun(
      reference.live(server, Self.options), home: reference.directory, workingDirectory: reference.directory)
    let duration = ContinuousClock.now - start
    #expect(undisturbed.status == 0)
    let calm = try #require(reference.runs.first)
    let length = try Self.length(calm)
    let calls = server.exchanges.count
    let wanted = try String(contentsOf: calm.appendingPathComponent("summary.json"), encoding: .utf8)

    var random = SeededGenerator(seed: Self.seed, problem: "", purpose: "kills")
    var kills = 0
    var runs = 0
    while kills < Self.kills {
      let place = try SuitePlace(names)
      let before = server.exchanges.count
      let killed = try await disturb(place, server, most: Self.kills - kills, length: length) {
        Bool.random(using: &random)
          ? .after(duration * Double.random(in: 0...1, using: &random))
          : .at(share: Double.random(in: 0...1, using: &random))
      }
      kills += killed
      runs += 1
      let hint: Comment = "run \(runs), killed \(killed) times; SSTAR_TEST_SEED=\(Self.seed)"
      #expect(place.runs.count <= killed + 1, hint)
      let run = try #require(place.runs.last, hint)
      #expect(
        try String(contentsOf: run.appendingPathComponent("summary.json"), encoding: .utf8) == wanted, hint)
      let keys = try place.events(run).filter { $0["event"] as? String == "call" }
        .compactMap { $0["key"] as? String }
      #expect(Set(keys).count == keys.count, hint)
      #expect(keys.count == calls, hint)
      // Only what was under way when a process died is asked again: two calls at once, and two whose answers were on
      // their way to the record.
      #expect(server.exchanges.count - before <= calls + 2 * 2 * killed, hint)
    }
    print("\(kills) kills in \(runs) runs, of \(duration) undisturbed")
  }

  /// Begins a run, kills it and goes on with it until it comes to its end.
  /// - Parameters:
  ///   - most: how often it may be killed. - length: bytes of a complete record.
  /// - Returns: how often it was killed.
  private func disturb(
    _ place: SuitePlace, _ server: ScriptedServer, most: Int, length: Int, _ moment: () -> Moment
  ) async throws -> Int {
    var kills = 0
    while true {
      let held = try place.runs.last.map(Self.length) ?? 0
      let command = try RunningCommand(
        place.live(server, Self.options), environment: [:], workingDirectory: place.directory)
      if kills < most {
        switch moment() {
        case .after(let time): try await Task.sleep(for: time)
        case .at(let share):
          let bytes = held + Int(share * Double(max(0, length - held)))
          while command.isRunning, try place.runs.last.map(Self.length) ?? 0 < bytes {
            try await Task.sleep(for: .milliseconds(1))
          }
        }
      } else {
        while command.isRunning { try await Task.sleep(for: .milliseconds(5)) }
      }
      let status = await command.end(SIGKILL)
      guard status == SIGKILL else {
        #expect(status == 0, "\(command.errors)\nSSTAR_TEST_SEED=\(Self.seed)")
        return kills
      }
      kills += 1
    }
  }

  /// Bytes of a run's record; 0 when there is none yet.
  private static func length(_ run: URL) throws -> Int {
    var status = stat()
    return stat(run.appendingPathComponent("events.jsonl").path, &status) == 0 ? Int(status.st_size) : 0
  }
}
