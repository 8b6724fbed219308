import ArgumentParser
import Foundation
import SStar
import SStarExecution

/// What one test of a trivial Python program costs, by the way it is run.
struct ExecutionBenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "execution",
    abstract: "CPU and elapsed time per test of a trivial Python program, for several ways to run it.")

  @Option(help: "Tests of each candidate.")
  var tests = 20

  @Option(help: "Candidates in each round.")
  var candidates = 10

  @Option(help: "Interleaved rounds; the median is printed.")
  var rounds = 5

  func run() async throws {
    let contestants = try await Contestant.all()
    var results: [String: [(cpu: Double, wall: Double)]] = [:]
    for round in 0..<rounds {
      for contestant in contestants {
        let measured = try await CPUMeter.measure {
          for candidate in 0..<candidates {
            try await contestant.run(round * candidates + candidate, tests)
          }
        }
        let count = Double(tests * candidates)
        results[contestant.name, default: []].append((measured.cpu / count, measured.wall / count))
      }
    }
    for contestant in contestants { await contestant.stop() }
    print(
      "execution: \(rounds) interleaved rounds of \(candidates) candidates × \(tests) tests, one at a time")
    print(
      "on \(ProcessInfo.processInfo.activeProcessorCount) processors, \(Self.kernel()); CPU of the whole machine"
    )
    let reference = results["bare python3"].map { median($0.map(\.cpu)) } ?? .nan
    for contestant in contestants {
      guard let measured = results[contestant.name] else { continue }
      let cpu = median(measured.map(\.cpu))
      let name = contestant.name.padding(toLength: 30, withPad: " ", startingAt: 0)
      print(
        String(
          format: "%@ CPU %7.2f ms   wall %7.2f ms   %5.2f × bare python3", name, cpu * 1e3,
          median(measured.map(\.wall)) * 1e3, cpu / reference))
    }
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }

  private static func kernel() -> String {
    (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown kernel"
  }
}
