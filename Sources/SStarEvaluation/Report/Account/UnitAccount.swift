import Foundation
import SStar

/// All there is to tell of one unit: its outcome, and the texts that explain it.
public struct UnitAccount: Sendable {
  public var outcome: UnitOutcome
  /// As the solver saw it; nil when it could not be read.
  public var problem: Problem?
  /// Programs by digest: those of ``lineage`` and ``rival``, without those that are missing or damaged.
  public var sources: [String: String] = [:]
  /// Input on which the chosen program and another differ; nil when there is none, and when it is missing or damaged.
  public var witnessInput: Data?

  /// What is told instead of a text that is missing or damaged.
  public static let gone = "not in the record any more"

  init(outcome: UnitOutcome, problem: Problem?) {
    self.outcome = outcome
    self.problem = problem
  }

  /// The chosen candidate with its ancestors, first draft first.
  public var lineage: [UnitOutcome.Candidate] {
    var lineage: [UnitOutcome.Candidate] = []
    var next = outcome.chosen
    // A damaged record may have a candidate descend from itself.
    while let candidate = next, lineage.count < outcome.candidates.count {
      lineage.insert(candidate, at: 0)
      next = candidate.parent.flatMap { outcome.candidate($0) }
    }
    return lineage
  }

  /// The candidate that stands for the best other cluster; without clusters, for the other survivors.
  public var rival: UnitOutcome.Candidate? {
    guard let selection = outcome.selection else { return nil }
    let cluster = selection.clusters.filter { !$0.members.contains(selection.chosen) }
      .max { ($0.posterior, $1.id) < ($1.posterior, $0.id) }
    return cluster?.members.first.flatMap { outcome.candidate($0) }
  }

  /// The public tests that a candidate fails, by name; nil when the record does not tell.
  public func failedPublicTests(of candidate: UnitOutcome.Candidate) -> [(name: String, verdict: Verdict)]? {
    candidate.publicVerdicts.map { verdicts in
      verdicts.enumerated().filter { $0.element != .accepted }.map { index, verdict in
        let tests = problem?.publicTests ?? []
        return (tests.indices.contains(index) ? tests[index].name : "public test \(index + 1)", verdict)
      }
    }
  }

  /// Number of public tests.
  public var publicTests: Int {
    outcome.candidates.lazy.compactMap(\.publicVerdicts?.count).max() ?? outcome.record.publicTests
  }
}

extension UnitOutcome {
  /// The candidate with an identifier such as `s3r1`.
  public func candidate(_ id: String) -> Candidate? {
    candidates.first { $0.id.description == id }
  }
}
