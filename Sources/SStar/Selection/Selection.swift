import Foundation

/// Which candidate was chosen, and why.
public struct Selection: Sendable, Hashable {
  /// What the choice rests on.
  public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
    /// Only one candidate passed the public tests.
    case soleSurvivor = "sole_survivor"
    /// All survivors agreed on every input.
    case singleCluster = "single_cluster"
    /// The posterior over clusters.
    case posterior
    /// The judge's answers.
    case judge
    /// The judge was asked, but contradicted itself; the posterior decided.
    case judgeInconsistent = "judge_inconsistent"
    /// Nothing told the best ones apart: size, then seed decided.
    case tieFallback = "tie_fallback"
    /// No candidate passed all public tests: the best of the partial passers.
    case publicBestFallback = "public_best_fallback"
    /// The rule of a selector that looks at no further inputs: `first`, `public` or `random`.
    case rule
  }

  /// A cluster as reported.
  public struct ClusterReport: Sendable, Hashable {
    public var id: Int
    /// Candidates in it, by id.
    public var members: [Candidate.ID]
    /// Probability that its answers are right, 0…1, as the selector estimates it.
    public var posterior: Double
  }

  /// The chosen candidate.
  public var chosen: Candidate
  public var reason: Reason
  /// Probability that the choice is right, 0…1, as the selector estimates it; nil for rules without one.
  public var confidence: Double?
  /// Clusters by falling posterior; empty for selectors that look at no further inputs.
  public var clusters: [ClusterReport] = []
  /// Synthesized inputs that were used.
  public var inputs = 0
  /// A small input on which the chosen candidate and its strongest rival differ.
  public var witness: Witness?
  /// Pairs put before the judge.
  public var matches = 0
  /// What did not go as planned, a sentence each.
  public var warnings: [String] = []
}

/// Chooses one of the candidates that stage 1 contributed.
public protocol Selector: Sendable {
  /// Name on the command line, such as `evidence`.
  var name: String { get }

  /// - Throws: `CancellationError`, or the executor's error.
  func select(from pool: SelectionPool, with tools: SelectionTools) async throws -> Selection
}

/// What the selectors choose from.
public struct SelectionPool: Sendable {
  /// One candidate a sample that gave a program, by sample; not empty.
  public let candidates: [Candidate]
  /// Those that pass all public tests, or if there are none those that pass most.
  public let survivors: [Candidate]
  /// Whether the survivors pass all public tests.
  public let passesPublicTests: Bool

  /// - Returns: nil when there is no candidate.
  public init?(_ candidates: [Candidate]) {
    guard !candidates.isEmpty else { return nil }
    self.candidates = candidates
    let passing = candidates.filter(\.passesPublicTests)
    passesPublicTests = !passing.isEmpty
    let most = candidates.map(\.publicPassed).max() ?? 0
    survivors = passing.isEmpty ? candidates.filter { $0.publicPassed == most } : passing
  }
}

/// What selectors may use: execution, models, inputs, and the seed.
public struct SelectionTools: Sendable {
  let problem: Problem
  let executor: any Executor
  let matrix: ExecutionMatrix
  let client: ModelClient
  let seed: UInt64
  let budget: EvidenceCollection.Budget
  let events: @Sendable (SolverEvent) -> Void

  /// Random numbers for one purpose.
  func random(_ purpose: String) -> SeededGenerator {
    SeededGenerator(seed: seed, problem: problem.id, purpose: purpose)
  }
}
