import Foundation
import SStar
import SStarExecution
import SStarModels

/// Solves and grades the units of a suite, several at once, earlier ones first.
public struct Evaluation: Sendable {
  /// How it is carried out.
  public struct Plan: Sendable {
    public var units: [EvaluationUnit]
    public var solver: Solver.Configuration
    /// Units under way at once, 1 or more.
    public var unitsAtOnce: Int
    /// Whether units that ended with an error in an earlier process are tried again.
    public var retriesErrors: Bool
    /// Largest tolerated share of units with errors, 0…1; beyond it no further unit is taken up.
    public var mostErrors: Double

    public init(
      units: [EvaluationUnit], solver: Solver.Configuration, unitsAtOnce: Int = 4,
      retriesErrors: Bool = false,
      mostErrors: Double = 0.1
    ) {
      self.units = units
      self.solver = solver
      self.unitsAtOnce = max(1, unitsAtOnce)
      self.retriesErrors = retriesErrors
      self.mostErrors = mostErrors
    }
  }

  /// Why it ended.
  public enum Ending: Sendable, Hashable {
    /// All units came to their end.
    case complete
    /// There was no budget for the rest.
    case budgetReached
    /// Too many units failed for reasons that are not the model's.
    case tooManyErrors
  }

  private let plan: Plan
  private let run: RunDirectory
  private let runner: UnitRunner

  /// - Parameters:
  ///   - makeClient: the models of a package.
  ///   - onTrouble: told what could not be recorded.
  public init(
    _ plan: Plan, run: RunDirectory, sandbox: Sandbox,
    makeClient:
      @escaping @Sendable (ProblemPackage, @escaping @Sendable (Role, Usage) -> Void) throws -> UnitClient,
    onTrouble: @escaping @Sendable (String) -> Void
  ) {
    self.plan = plan
    self.run = run
    runner = UnitRunner(
      run: run, sandbox: sandbox, configuration: plan.solver, makeClient: makeClient, onTrouble: onTrouble)
  }

  /// What became of one unit in this process.
  private enum Outcome: Sendable {
    case finished(RunEvent.UnitRecord)
    case budgetReached
  }

  /// - Throws: `CancellationError`, ``RunError``, or ``ModelServiceError`` for credentials and for a server that
  ///   is not there.
  public func evaluate(events: @escaping @Sendable (EvaluationEvent) -> Void) async throws -> Ending {
    var errors = 0
    var ending = Ending.complete
    var pending: [EvaluationUnit] = []
    let known = Dictionary(await run.outcomes.map { ($0.record.unit, $0) }) { _, new in new }
    for unit in plan.units {
      guard let outcome = known[unit.name], !(outcome.isError && plan.retriesErrors) else {
        pending.append(unit)
        continue
      }
      guard outcome.isError || outcome.record.package == PackageDigest.ofFiles(in: unit.package) else {
        events(.changed(unit: unit.name))
        pending.append(unit)
        continue
      }
      if outcome.isError { errors += 1 }
      events(.finished(outcome, isRecorded: true))
    }
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      var rest = pending[...]
      func startNext() {
        guard ending == .complete, let unit = rest.popFirst() else { return }
        group.addTask {
          events(.started(unit: unit.name))
          do {
            return .finished(try await runner.run(unit) { events(.reply($0, $1)) })
          } catch is BudgetReached {
            return .budgetReached
          }
        }
      }
      for _ in 0..<plan.unitsAtOnce { startNext() }
      while let outcome = try await group.next() {
        switch outcome {
        case .budgetReached: ending = .budgetReached
        case .finished(let record):
          if record.status == .error { errors += 1 }
          events(.finished(await run.outcome(record), isRecorded: false))
          // A first error or two of a small suite are no share yet.
          let allowed = max(2, plan.mostErrors * Double(plan.units.count))
          if Double(errors) > allowed, ending == .complete { ending = .tooManyErrors }
        }
        startNext()
      }
    }
    let share = Double(errors) / Double(max(1, plan.units.count))
    return ending == .complete && share > plan.mostErrors ? .tooManyErrors : ending
  }
}
