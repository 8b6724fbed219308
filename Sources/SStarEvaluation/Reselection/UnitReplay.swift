import Foundation
import SStar
import SStarModels
import Synchronization

/// Chooses among candidates of one recorded unit; executions are shared by all choices.
struct UnitReplay: Sendable {
  /// A choice, and whether the record had all replies that it asked for.
  struct Choice: Sendable {
    var chosen: Candidate.ID
    var isComplete: Bool
  }

  private let problem: Problem
  private let programs: [Candidate.ID: Candidate]
  private let solver: Solver
  private let matrix: ExecutionMatrix
  private let misses: Misses

  /// - Throws: ``RunError``
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
      guard let digest = candidate.program else { continue }
      let source = String(decoding: try await run.blob(digest), as: UTF8.self)
      let program = Program(candidate: source, language: configuration.language, problem: problem)
      var results: [TestResult] = []
      for test in problem.publicTests {
        results.append(try await matrix.result(of: program, on: test, of: problem))
      }
      programs[candidate.id] = Candidate(id: candidate.id, program: program, publicResults: results)
    }
    self.problem = problem
    self.programs = programs
  }

  /// - Throws: `CancellationError`, ``RunError`` or the executor's error.
  func choice(among pool: [UnitOutcome.Candidate]) async throws -> Choice {
    misses.reset()
    let candidates = pool.compactMap { programs[$0.id] }
    let selection = try await solver.select(among: candidates, of: problem, matrix: matrix)
    return Choice(chosen: selection.chosen.id, isComplete: !misses.happened)
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
