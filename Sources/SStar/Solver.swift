import Foundation

/// Solves problems by S\*: candidates, public tests, debugging, then selection by execution.
public struct Solver: Sendable {
  /// Parameters of a solve.
  public struct Configuration: Sendable {
    public var generation = CandidateGeneration.Parameters()
    public var selector: any Selector = EvidenceSelector()
    /// Language id of the candidates, such as `python3`.
    public var language = "python3"
    /// All randomness of the run follows from this.
    public var seed: UInt64 = 0
    public var evidence = EvidenceCollection.Budget()

    public init() {}
  }

  private let client: ModelClient
  private let executor: any Executor
  private let configuration: Configuration

  public init(client: ModelClient, executor: any Executor, configuration: Configuration = Configuration()) {
    self.client = client
    self.executor = executor
    self.configuration = configuration
  }

  /// Draws, debugs and chooses. A problem without public tests gets those that the model finds in its
  /// statement.
  ///
  /// When it returns or throws, no model call is under way any more, and all that arrived is recorded.
  /// - Throws: `CancellationError`; the model's error when it gives no sample at all; the executor's error;
  ///   ``SolverError/noProgram(reasons:)`` when no reply held a program.
  public func solve(
    _ problem: Problem, events: @escaping @Sendable (SolverEvent) -> Void = { _ in }
  ) async throws -> Solution {
    do {
      var solution = try await solution(problem, events)
      await client.drain()
      solution.usageByRole = await client.usageByRole
      return solution
    } catch {
      await client.drain()
      throw error
    }
  }

  private func solution(
    _ problem: Problem, _ events: @escaping @Sendable (SolverEvent) -> Void
  ) async throws -> Solution {
    let clock = ContinuousClock()
    let start = clock.now
    let extraction = try await TestExtraction(client: client, seed: configuration.seed, events: events)
      .run(on: problem)
    let problem = extraction.problem
    let matrix = ExecutionMatrix(executor: executor, limits: problem.limits)
    let generation = CandidateGeneration(
      problem: problem, language: configuration.language, parameters: configuration.generation,
      client: client,
      seed: SeededGenerator.seed(configuration.seed, problem: problem.id, purpose: "samples") >> 33,
      matrix: matrix, events: events)
    let outcome = try await generation.run()
    guard let pool = SelectionPool(outcome.genealogy.contributions(configuration.generation.contribution))
    else {
      throw SolverError.noProgram(
        reasons: outcome.genealogy.candidates.compactMap(\.failure) + outcome.warnings)
    }
    let tools = SelectionTools(
      problem: problem, executor: executor, matrix: matrix, client: client, seed: configuration.seed,
      budget: configuration.evidence, events: events)
    let selection = try await configuration.selector.select(from: pool, with: tools)
    let duration = clock.now - start
    return Solution(
      problem: problem, genealogy: outcome.genealogy, selection: selection,
      warnings: extraction.warnings + outcome.warnings + selection.warnings,
      usageByRole: await client.usageByRole,
      seconds: Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)
  }
}

extension Solver {
  /// Chooses among candidates that are there already.
  /// - Parameter matrix: what is known of their behaviour.
  /// - Throws: `CancellationError`, the executor's error, or ``SolverError/noProgram(reasons:)``.
  public func select(
    among candidates: [Candidate], of problem: Problem, matrix: ExecutionMatrix
  ) async throws -> Selection {
    guard let pool = SelectionPool(candidates.filter { $0.program != nil }) else {
      throw SolverError.noProgram(reasons: candidates.compactMap(\.failure))
    }
    let tools = SelectionTools(
      problem: problem, executor: executor, matrix: matrix, client: client, seed: configuration.seed,
      budget: configuration.evidence, events: { _ in })
    return try await configuration.selector.select(from: pool, with: tools)
  }
}

/// What came of a solve.
public struct Solution: Sendable {
  /// The problem with all public tests that were used.
  public var problem: Problem
  /// All candidates.
  public var genealogy: Genealogy
  public var selection: Selection
  public var warnings: [String]
  /// What the model calls consumed, by role.
  public var usageByRole: [Role: Usage]
  /// Elapsed time in seconds.
  public var seconds: Double

  /// What all model calls consumed.
  public var usage: Usage { usageByRole.values.reduce(Usage(), +) }
  /// Whether the chosen program passes all public tests.
  public var passesPublicTests: Bool { selection.chosen.passesPublicTests }
  /// The chosen program.
  public var program: Program? { selection.chosen.program }
}

/// Why a problem could not be solved at all.
public enum SolverError: Error, Sendable, CustomStringConvertible {
  /// No reply of the model held a program.
  case noProgram(reasons: [String])

  public var description: String {
    switch self {
    case .noProgram(let reasons):
      "no reply held a usable program (\(reasons.first ?? "the model gave none")); "
        + "try more samples, a larger token limit or another model"
    }
  }
}
