import Foundation
import SStar
import SStarExecution
import Synchronization

/// What became of programs on a busy machine.
struct LoadMeasurement: Sendable {
  /// How far a program may get beyond its limit before it has ended.
  static let allowedShare = 0.2
  static let allowedSeconds = 0.2

  struct Outcome: Sendable, CustomStringConvertible {
    var program: LoadProgram
    var execution: Execution

    /// Seconds on the clock of its limit.
    var used: Double {
      program.clock == .cpu ? execution.cpuSeconds : execution.wallSeconds
    }
    var limit: Double {
      program.clock == .cpu ? program.limits.cpuSeconds : program.limits.wallSeconds
    }
    var description: String {
      "\(program.name): \(execution.verdict.rawValue) \(execution.detail), \(used) s of \(limit) s"
    }
    var isLate: Bool {
      used > limit * (1 + LoadMeasurement.allowedShare) + LoadMeasurement.allowedSeconds
    }
  }

  var honest: [Outcome]
  var endless: [Outcome]

  /// Runs honest programs in turn, then each endless one `loops` times.
  static func run(_ sandbox: Sandbox, jobs: Int, honest: Int, loops: Int) async throws -> LoadMeasurement {
    func usable(_ programs: [LoadProgram]) -> [LoadProgram] {
      programs.filter { sandbox.languages.isUsable($0.program.language) }
    }
    let good = usable(LoadProgram.honest)
    let bad = usable(LoadProgram.endless)
    return LoadMeasurement(
      honest: try await outcomes(of: (0..<honest).map { good[$0 % good.count] }, sandbox, jobs: jobs),
      endless: try await outcomes(of: (0..<loops).flatMap { _ in bad }, sandbox, jobs: jobs))
  }

  private static func outcomes(
    of programs: [LoadProgram], _ sandbox: Sandbox, jobs: Int
  ) async throws -> [Outcome] {
    let outcomes = Outcomes()
    try await inParallel(0..<programs.count, jobs: jobs) { index in
      let program = programs[index]
      let invocation = Invocation(program: program.program, limits: program.limits)
      outcomes.add(Outcome(program: program, execution: try await sandbox.run(invocation).execution))
    }
    return outcomes.all
  }

  /// Honest programs that were not accepted.
  var failed: [Outcome] { honest.filter { $0.execution.verdict != .accepted } }
  var timedOut: [Outcome] { failed.filter { $0.execution.verdict == .timeLimitExceeded } }
  /// Endless programs that did not get their verdict.
  var unrecognized: [Outcome] { endless.filter { $0.execution.verdict != .timeLimitExceeded } }
  var late: [Outcome] { endless.filter(\.isLate) }
  var isRight: Bool { failed.isEmpty && unrecognized.isEmpty && late.isEmpty }
}

private final class Outcomes: Sendable {
  private let list = Mutex<[LoadMeasurement.Outcome]>([])

  var all: [LoadMeasurement.Outcome] { list.withLock { $0 } }

  func add(_ outcome: LoadMeasurement.Outcome) { list.withLock { $0.append(outcome) } }
}
