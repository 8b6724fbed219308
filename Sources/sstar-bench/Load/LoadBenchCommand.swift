import ArgumentParser
import Foundation
import SStar
import SStarExecution

/// Whether limits are right while other processes keep all processors busy.
struct LoadBenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Verdicts and overshoot of limits on a machine that is busy with other work.",
    discussion: """
      No honest program may exceed its time limit, and no endless one may get further beyond it than a fifth \
      and 0.2 s, on the CPU clock, or for those that sleep by the elapsed time. Fails when one does.
      """)

  @Option(help: "Executions of honest programs.")
  var executions = 1000

  @Option(help: "Executions of each endless program.")
  var loops = 10

  @Option(help: "Processes that keep the processors busy; four for each processor unless given.")
  var spinners: Int?

  @Option(help: "Programs at once; the number of processors unless given.")
  var jobs: Int?

  @Option(help: "How far programs are confined: auto, namespaces, landlock or none.")
  var sandbox = "auto"

  func run() async throws {
    guard let mode = SandboxMode(rawValue: sandbox) else {
      throw ValidationError("no sandbox mode \(sandbox)")
    }
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let count = spinners ?? 4 * processors
    let options = SandboxOptions(mode: mode, workers: jobs)
    let measurement = try await Sandbox.withSandbox(options) { sandbox in
      let spinners = try Spinners(count)
      defer { spinners.stop() }
      return try await LoadMeasurement.run(sandbox, jobs: options.workers, honest: executions, loops: loops)
    }
    print(
      "load: \(count) spinning processes on \(processors) processors, \(options.workers) programs at once")
    print(
      "honest:  \(measurement.honest.count) executions, \(measurement.timedOut.count) time_limit_exceeded, "
        + "\(measurement.failed.count - measurement.timedOut.count) other failures")
    print(
      "endless: \(measurement.endless.count) executions, \(measurement.unrecognized.count) without "
        + "time_limit_exceeded, \(measurement.late.count) late")
    Self.show(measurement.honest)
    Self.show(measurement.endless)
    for outcome in (measurement.failed + measurement.unrecognized).prefix(10) {
      print("wrong: \(outcome)")
    }
    if let worst = measurement.endless.max(by: { $0.used - $0.limit < $1.used - $1.limit }) {
      print(
        String(
          format: "worst overshoot: %.3f s beyond %.1f s (%.1f %%): %@", worst.used - worst.limit,
          worst.limit,
          100 * (worst.used / worst.limit - 1), worst.program.name))
    }
    if !measurement.isRight { throw ExitCode(1) }
  }

  /// A line for each program: the most that one of its executions used, on both clocks.
  private static func show(_ outcomes: [LoadMeasurement.Outcome]) {
    for (name, group) in Dictionary(grouping: outcomes, by: \.program.name).sorted(by: { $0.key < $1.key }) {
      let limits = group[0].program.limits
      print(
        String(
          format: "  %@ ×%4d   CPU %.3f of %.1f s   elapsed %.3f of %.1f s",
          name.padding(toLength: 48, withPad: " ", startingAt: 0), group.count,
          group.map(\.execution.cpuSeconds).max() ?? .nan, limits.cpuSeconds,
          group.map(\.execution.wallSeconds).max() ?? .nan, limits.wallSeconds))
    }
  }
}
