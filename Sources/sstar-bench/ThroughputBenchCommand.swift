import ArgumentParser
import Foundation
import SStar
import SStarExecution

/// How much faster several workers are than one.
struct ThroughputBenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "throughput",
    abstract: "Executions a second with one worker and with several, interleaved.",
    discussion: """
      The machine's own scaling is measured in between, with shells that count: where other work takes part of \
      the machine, or processors share a core, it is below 100 % as well. The CPU time is that of this process \
      and all that it starts.
      """)

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
    // Each sandbox starts its jails before the first measurement.
    _ = try await measure(one, jobs: 1, executions: 20)
    _ = try await measure(many, jobs: jobs, executions: 20 * jobs)
    var pairs: [(one: Measured, many: Measured)] = []
    var machine: [Double] = []
    for _ in 0..<rounds {
      let single = try await measure(one, jobs: 1, executions: executions / jobs)
      pairs.append((single, try await measure(many, jobs: jobs, executions: executions)))
      machine.append(try Self.count(processes: 1) / Self.count(processes: jobs))
    }
    await one.shutdown()
    await many.shutdown()
    let ratios = pairs.map { $0.many.rate / $0.one.rate / Double(jobs) }
    print("throughput: \(rounds) interleaved rounds, programs that compute for \(work) ms")
    show("1 worker ", pairs.map(\.one))
    show("\(jobs) workers", pairs.map(\.many))
    show("scaling", ratios)
    show("of the machine itself", machine)
    show("scaling by that of the machine", zip(ratios, machine).map { $0 / $1 })
  }

  private func show(_ name: String, _ ratios: [Double]) {
    print(
      String(
        format: "%@: %.1f %% a worker (%.1f to %.1f)", name, 100 * median(ratios),
        100 * (ratios.min() ?? .nan), 100 * (ratios.max() ?? .nan)))
  }

  /// Seconds that some processes take to count at the same time, each in a session of its own as programs are.
  private static func count(processes: Int) throws -> Double {
    try ContinuousClock().measure {
      let running = try (0..<processes).map { _ in
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
          "setsid", "--wait", "sh", "-c", "i=0; while [ $i -lt 600000 ]; do i=$((i+1)); done",
        ]
        try process.run()
        return process
      }
      running.forEach { $0.waitUntilExit() }
    }.inSeconds
  }

  private struct Measured {
    var rate: Double
    var cpuSeconds: Double
    var processors: Double
  }

  private func show(_ name: String, _ measured: [Measured]) {
    print(
      String(
        format: "%@  %7.1f executions a second, CPU %.2f ms each, %.2f processors busy", name,
        median(measured.map(\.rate)), 1e3 * median(measured.map(\.cpuSeconds)),
        median(measured.map(\.processors))))
  }

  private func measure(_ sandbox: Sandbox, jobs: Int, executions: Int) async throws -> Measured {
    let source = """
      import time
      end = time.process_time() + \(Double(work) / 1000)
      while time.process_time() < end: pass
      print(input())
      """
    let program = Program(language: "python3", source: source)
    let before = ProcessTable.now().cpuSeconds
    let time = try await ContinuousClock().measure {
      try await inParallel(0..<executions, jobs: jobs) { _ in
        let execution = try await sandbox.run(Invocation(program: program, input: Data("1\n".utf8))).execution
        guard execution.verdict == .accepted else {
          throw Contestant.WrongAnswer(contestant: "throughput", detail: execution.detail)
        }
      }
    }.inSeconds
    let cpu = ProcessTable.now().cpuSeconds - before
    return Measured(
      rate: Double(executions) / time, cpuSeconds: cpu / Double(executions), processors: cpu / time)
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }
}
