import Foundation
import SStar
import SStarModels
import Synchronization

/// Chooses among candidates of one recorded unit; executions are shared by all choices.
struct UnitReplay: Sendable {
  /// A choice, and whether the record had all programs, and all replies that it asked for.
  struct Choice: Sendable {
    /// Nil when the record has none of the programs any more.
    var chosen: Candidate.ID?
    var isComplete: Bool
  }

  private let problem: Problem
  private let programs: [Candidate.ID: Candidate]
  private let solver: Solver
  private let matrix: ExecutionMatrix
  private let misses: Misses

  /// - Throws: ``RunError``, of a missing blob when there is no statement.
  init(_ unit: UnitOutcome, run: RunDirectory, executor: (any Executor)?, selector: any Selector) async throws
  {
    let problem = try JSONDecoder().decode(Problem.self, from: try await run.blob(unit.record.statement))
    let recorded = RecordedExecutor(executor, run: run)
    matrix = ExecutionMatrix(executor: recorded, limits: problem.limits)
    misses = Misses()
    var models: [Role: any LanguageModel] = [:]
    for model in unit.record.models {
      let replay = ReplayModel(
        identifier: model.identifier, fingerprint: model.fingerprint, roles: Set(model.roles))
      let counted = CountingModel(
        base: RecordedModel(replay, run: run, cache: nil, mode: .replayOnly, onTrouble: { _ in }),
        misses: misses)
      for role in model.roles { models[role] = counted }
    }
    let nobody = ReplayModel(identifier: "none", fingerprint: "", roles: [])
    var configuration = Solver.Configuration()
    configuration.selector = selector
    configuration.seed = unit.record.seed
    configuration.language = run.configuration.settings["language"] ?? configuration.language
    solver = Solver(
      client: ModelClient(nobody, roles: models), executor: recorded, configuration: configuration)
    var programs: [Candidate.ID: Candidate] = [:]
    for candidate in unit.candidates {
      guard let digest = candidate.program, let text = try await Self.blob(digest, run) else { continue }
      let program = Program(
        candidate: String(decoding: text, as: UTF8.self), language: configuration.language, problem: problem)
      programs[candidate.id] = Candidate(
        id: candidate.id, program: program, publicResults: Self.results(candidate, on: problem.publicTests))
    }
    self.problem = problem
    self.programs = programs
  }

  /// Nil when it is missing or damaged.
  private static func blob(_ digest: String, _ run: RunDirectory) async throws -> Data? {
    do {
      return try await run.blob(digest)
    } catch RunError.missingBlob {
      return nil
    }
  }

  /// As the run found them. Nothing is judged again: the package with its validator may be gone or another one.
  static func results(_ candidate: UnitOutcome.Candidate, on tests: [TestCase]) -> [TestResult] {
    tests.enumerated().map { index, test in
      // Older records have the number alone, which is all that selectors look at.
      let verdict =
        candidate.publicVerdicts.map { $0.indices.contains(index) ? $0[index] : .judgeError }
        ?? (index < candidate.publicPassed ? .accepted : .wrongAnswer)
      return TestResult(test: test.name, execution: Execution(verdict: verdict))
    }
  }

  /// - Throws: `CancellationError`, ``RunError`` or the executor's error.
  func choice(among pool: [UnitOutcome.Candidate]) async throws -> Choice {
    misses.reset()
    let candidates = pool.compactMap { programs[$0.id] }
    guard !candidates.isEmpty else { return Choice(chosen: nil, isComplete: false) }
    let selection = try await solver.select(among: candidates, of: problem, matrix: matrix)
    return Choice(
      chosen: selection.chosen.id, isComplete: !misses.happened && candidates.count == pool.count)
  }
}

/// Whether a reply was asked for that the record does not have.
private final class Misses: Sendable {
  private let state = Mutex(false)
  var happened: Bool { state.withLock { $0 } }
  func reset() { state.withLock { $0 = false } }
  func note() { state.withLock { $0 = true } }
}

/// Notes the replies that are not there.
private struct CountingModel: LanguageModel {
  let base: any LanguageModel
  let misses: Misses

  var identifier: String { base.identifier }
  var fingerprint: String { base.fingerprint }
  func answers(_ role: Role) -> Bool { base.answers(role) }

  func draw(
    _ request: ModelRequest, samples: Range<Int>, deliver: @escaping ReplyDelivery
  ) async throws {
    do {
      try await base.draw(request, samples: samples, deliver: deliver)
    } catch {
      misses.note()
      throw error
    }
  }
}
