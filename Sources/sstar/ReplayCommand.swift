import ArgumentParser
import Foundation
import SStar
import SStarEvaluation
import SStarExecution
import SStarModels

/// `sstar replay`: a recorded solve again, without models and without running programs.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Repeat a recorded solve from its record alone.",
    discussion: """
      Makes no model call and runs no program: replies and executions come from the run directory. The program \
      goes to standard output, the reason for the choice to standard error.

      With --verify, compares the selection with the recorded one, byte for byte: exits with 0 when they are \
      equal, and with 1 when they are not or the record is not complete.
      """)

  @Argument(help: "Run directory, such as runs/20260101T120000Z-….")
  var run: String

  @Flag(help: "Compare the selection with the recorded one.")
  var verify = false

  func run() async throws {
    try await runCancellable { try await replay() }
  }

  private func replay() async throws {
    let directory = try RunDirectory(reading: URL(fileURLWithPath: run))
    guard let problem = directory.configuration.problem else {
      throw RunError.cannotRead(path: run, reason: "is not the run of a solve")
    }
    let models = RoleModels(replaying: directory.configuration.models).mapped {
      RecordedModel($0, run: directory, cache: nil, mode: .replayOnly, onTrouble: { _ in })
    }
    let executor = RecordedExecutor(nil, run: directory)
    let configuration = try RunSettings.configuration(directory.configuration, path: run)
    let solver = Solver(
      client: ModelClient(models.main, roles: models.byRole), executor: executor, configuration: configuration
    )
    let solution = try await solver.solve(problem)
    printError(SolutionText.closingLine(solution))
    guard verify else { return try writeOutput(Data((solution.program?.source ?? "").utf8)) }
    let replayed = try await directory.recordOfSelection(
      solution.selection, selector: configuration.selector.name, unit: problem.id)
    guard let recorded = await directory.selection(of: problem.id) else {
      throw RunError.notRecorded("a selection: the run did not come to its end")
    }
    try compare(RunEvent.selection(replayed).line, RunEvent.selection(recorded).line)
  }

  private func compare(_ replayed: Data, _ recorded: Data) throws {
    guard replayed == recorded else {
      printError("error: the replayed selection differs from the recorded one")
      printError("  recorded: \(terminalLine(String(decoding: recorded, as: UTF8.self), limit: 2000))")
      printError("  replayed: \(terminalLine(String(decoding: replayed, as: UTF8.self), limit: 2000))")
      throw ExitCode(1)
    }
    try writeOutput(Data("verified: the selection is the recorded one, byte for byte\n".utf8))
  }
}
