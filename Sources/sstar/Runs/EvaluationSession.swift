import ArgumentParser
import Foundation
import SStar
import SStarEvaluation
import SStarExecution
import SStarModels

/// One recorded evaluation: models, sandbox and run directory, from a suite to its record.
struct EvaluationSession: Sendable {
  let settings: Settings
  /// What `run.json` says of the suite.
  let suite: [String: String]
  let units: [EvaluationUnit]
  /// Value of `--resume`.
  let resume: String?
  let retriesErrors: Bool
  let mostErrors: Double
  /// Units under way at once; nil for as many as keep the model and the sandbox busy.
  let unitsAtOnce: Int?
  let label: String

  /// What came of it.
  struct Outcome: Sendable {
    var ending: Evaluation.Ending
    var record: EvaluationRecord
    var run: RunDirectory
  }

  func evaluate(onFinished: @escaping @Sendable (UnitOutcome) -> Void) async throws -> Outcome {
    try await RunParts.with(settings) { parts in
      let factory = parts.factory
      let configuration = RunConfiguration(
        settings: RunSettings.recorded(settings).merging(suite) { $1 }, models: factory.recorded,
        seed: settings.method.seed, problem: nil, units: units.map(\.name))
      let opening = RunOpening(parent: settings.models.runs, resume: resume, label: label)
      let run = try await parts.open(opening, configuration)
      let evaluation = Evaluation(
        plan(factory), run: run, sandbox: parts.sandbox,
        makeClient: { package, onReply in
          let cast = try factory.models(for: package)
          let recorded = cast.recorded(by: run, settings.models, parts.notices)
          return UnitClient(
            client: ModelClient(recorded.main, roles: recorded.byRole, onReply: onReply),
            models: cast.recorded)
        }, onTrouble: { parts.notices.tell($0) })
      let ending = try await report(evaluation, run, onFinished)
      return Outcome(ending: ending, record: await EvaluationRecord(run), run: run)
    }
  }

  private func report(
    _ evaluation: Evaluation, _ run: RunDirectory, _ onFinished: @escaping @Sendable (UnitOutcome) -> Void
  ) async throws -> Evaluation.Ending {
    do {
      return try await ProgressReporter(EvaluationProgress(units: units.count)).report { events in
        try await evaluation.evaluate { event in
          events(event)
          if case .finished(let outcome, _) = event { onFinished(outcome) }
        }
      }
    } catch is CancellationError {
      printError("interrupted; what is done is in \(terminalPath(run.path)): add --resume to go on")
      throw CancellationError()
    }
  }

  private func plan(_ factory: ModelFactory) -> Evaluation.Plan {
    let samples = settings.method.samples
    // Enough that the chains of some units draw while others debug or choose.
    let busy = factory.isLive ? min(64, max(4, 2 * settings.models.concurrency / max(1, samples))) : 4
    return Evaluation.Plan(
      units: units, solver: settings.method.configuration, unitsAtOnce: unitsAtOnce ?? busy,
      retriesErrors: retriesErrors, mostErrors: mostErrors)
  }
}
