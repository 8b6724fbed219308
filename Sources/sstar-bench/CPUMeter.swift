import Foundation
import Glibc

/// CPU time of the whole machine while a piece of work runs, from `/proc/stat`.
///
/// The work is spread over processes that are not all our descendants, so only the machine's own count
/// has all of it; run on a machine that is otherwise idle.
struct CPUMeter {
  private static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))

  /// Busy CPU seconds since boot, all processors.
  static func busySeconds() -> Double {
    guard let text = try? String(contentsOfFile: "/proc/stat", encoding: .utf8),
      let line = text.split(separator: "\n").first
    else { return .nan }
    let fields = line.split(separator: " ").dropFirst().compactMap { Double($0) }
    guard fields.count >= 5 else { return .nan }
    return (fields.reduce(0, +) - fields[3] - fields[4]) / ticksPerSecond
  }

  /// CPU and elapsed seconds of `work`.
  static func measure(_ work: () async throws -> Void) async rethrows -> (cpu: Double, wall: Double) {
    let clock = ContinuousClock()
    let cpu = busySeconds()
    let wall = try await clock.measure { try await work() }
    let seconds = Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18
    return (busySeconds() - cpu, seconds)
  }
}
