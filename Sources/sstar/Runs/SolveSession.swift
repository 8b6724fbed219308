import ArgumentParser
import Foundation
import SStar
import SStarEvaluation
import SStarExecution
import SStarModels

/// One recorded solve: models, sandbox and run directory, from settings to solution.
struct SolveSession: Sendable {
  let settings: Settings
  let package: ProblemPackage
  /// Value of `--resume`.
  let resume: String?

  /// What came of it.
  struct Outcome: Sendable {
    var solution: Solution
    var run: String
    /// Whether calls were not made for lack of budget.
    var isBudgetReached: Bool
    var isLive: Bool
  }

  func solve() async throws -> Outcome {
    try await RunParts.with(settings) { parts in
      let cast = try parts.factory.models(for: package)
      try settings.method.check(parts.sandbox.languages, for: package.problem)
      let run = try await parts.open(opening(cast), configuration(cast))
      let solution = try await solve(cast, parts.sandbox, run, parts.notices)
      return Outcome(
        solution: solution, run: run.path, isBudgetReached: await parts.budget.isReached, isLive: cast.areLive
      )
    }
  }

  private func solve(
    _ cast: RoleModels, _ sandbox: Sandbox, _ run: RunDirectory, _ notices: Notices
  ) async throws -> Solution {
    let recorded = cast.recorded(by: run, settings.models, notices)
    let base = PackageExecutor(runner: sandbox, outputValidator: package.outputValidator)
    let executor = RecordedExecutor(base, run: run, onTrouble: { notices.tell($0) })
    let reporter = ProgressReporter(
      SolveProgress(samples: settings.method.samples, publicTests: package.problem.publicTests.count))
    let lost = await run.lost
    do {
      return try await reporter.report { events in
        let client = ModelClient(
          recorded.main, roles: recorded.byRole, lost: lost, onReply: { events(.reply($0, $1)) })
        let solver = Solver(client: client, executor: executor, configuration: settings.method.configuration)
        let solution = try await solver.solve(package.problem, events: events)
        try await record(solution, run, notices)
        return solution
      }
    } catch is CancellationError where cast.areLive {
      printError("interrupted; what was paid for is in \(terminalPath(run.path)): add --resume to go on")
      throw CancellationError()
    } catch let error as BudgetReached {
      printError(
        "error: \(error). What was paid for is in \(terminalPath(run.path)): raise the budget and add --resume "
          + "to go on.")
      throw SStarExit.budgetReached
    } catch let error as SolverError {
      printError("error: \(terminalSafe(error.description))")
      throw SStarExit.notAccepted
    }
  }

  private func record(_ solution: Solution, _ run: RunDirectory, _ notices: Notices) async throws {
    do {
      for candidate in solution.genealogy.candidates {
        try await run.record(candidate, of: solution.problem.id)
      }
      let selection = try await run.recordOfSelection(
        solution.selection, selector: settings.method.select.rawValue, unit: solution.problem.id)
      try await run.flushBlobs()
      try await run.append(.selection(selection))
      try await run.flush()
    } catch {
      // The program is there; its record is the lesser good.
      notices.tell("the run's record is not complete: \(error)")
    }
  }

  private func opening(_ cast: RoleModels) -> RunOpening {
    RunOpening(
      parent: settings.models.runs, resume: resume,
      label: "\(package.problem.id)-\(cast.main.identifier.split(separator: "/").last ?? "model")")
  }

  private func configuration(_ cast: RoleModels) -> RunConfiguration {
    RunConfiguration(
      settings: RunSettings.recorded(settings), models: cast.recorded, seed: settings.method.seed,
      problem: package.problem)
  }
}
