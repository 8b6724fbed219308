import ArgumentParser
import Foundation
import SStar
import SStarExecution

/// How much faster several workers are than one.
struct ThroughputBenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "throughput",
    abstract: "Executions a second with one worker and with several, interleaved.")

  @Option(help: "Workers to compare with one; the number of processors unless given.")
  var jobs: Int?

  @Option(help: "Executions in each measurement.")
  var executions = 1000

  @Option(help: "Interleaved rounds; the median is printed.")
  var rounds = 7

  @Option(help: "CPU time that each program uses, in milliseconds.")
  var work = 5

  func run() async throws {
    let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let one = try await Sandbox.start(SandboxOptions(workers: 1))
    let many = try await Sandbox.start(SandboxOptions(workers: jobs))
    var rates: [(one: Double, many: Double)] = []
    // Each sandbox starts its jails before the first measurement.
    _ = try await rate(one, jobs: 1, executions: 20)
    _ = try await rate(many, jobs: jobs, executions: 20 * jobs)
    for _ in 0..<rounds {
      rates.append(
        (
          try await rate(one, jobs: 1, executions: executions / jobs),
          try await rate(many, jobs: jobs, executions: executions)
        ))
    }
    await one.shutdown()
    await many.shutdown()
    let ratios = rates.map { $0.many / $0.one / Double(jobs) }.sorted()
    print("throughput: \(rounds) interleaved rounds, programs that compute for \(work) ms")
    print(
      String(
        format: "1 worker %.1f executions a second, %d workers %.1f: %.1f %% a worker (%.1f to %.1f)",
        median(rates.map(\.one)), jobs, median(rates.map(\.many)), 100 * median(ratios),
        100 * (ratios.first ?? .nan), 100 * (ratios.last ?? .nan)))
  }

  private func rate(_ sandbox: Sandbox, jobs: Int, executions: Int) async throws -> Double {
    let source = """
      import time
      end = time.process_time() + \(Double(work) / 1000)
      while time.process_time() < end: pass
      print(input())
      """
    let program = Program(language: "python3", source: source)
    let time = try await ContinuousClock().measure {
      try await inParallel(0..<executions, jobs: jobs) { _ in
        let execution = try await sandbox.run(Invocation(program: program, input: Data("1\n".utf8))).execution
        guard execution.verdict == .accepted else {
          throw Contestant.WrongAnswer(contestant: "throughput", detail: execution.detail)
        }
      }
    }
    return Double(executions) / time.inSeconds
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }
}
