import Foundation
import SStar

/// What an evaluation knows of one unit, taken from the events of its run.
public struct UnitOutcome: Sendable, Hashable {
  /// A candidate with its grade.
  public struct Candidate: Sendable, Hashable {
    public var id: SStar.Candidate.ID
    public var parent: String?
    /// Blob; nil when the reply held no program.
    public var program: String?
    public var failure: String?
    public var publicPassed: Int
    public var passesPublicTests: Bool
    /// On each public test, in their order; nil in older records.
    public var publicVerdicts: [Verdict]?
    /// Verdict on the hidden tests; nil without a program.
    public var verdict: Verdict?
    /// The first test that it fails when it is graded.
    public var failedTest: String?

    /// Whether it passes all tests, the hidden ones included.
    public var isRight: Bool { verdict == .accepted }
  }

  public var record: RunEvent.UnitRecord
  /// By sample and round.
  public var candidates: [Candidate]
  public var selection: RunEvent.SelectionRecord?

  init(
    record: RunEvent.UnitRecord, candidates: [RunEvent.CandidateRecord],
    selection: RunEvent.SelectionRecord?, grades: [String: RunEvent.GradeRecord]
  ) {
    self.record = record
    self.selection = selection
    let latest = Dictionary(candidates.map { ($0.id, $0) }) { _, new in new }
    self.candidates = latest.values.compactMap { candidate in
      SStar.Candidate.ID(candidate.id).map { id in
        Candidate(
          id: id, parent: candidate.parent, program: candidate.program, failure: candidate.failure,
          publicPassed: candidate.publicPassed,
          passesPublicTests: candidate.program != nil
            && candidate.publicPassed == candidate.publicVerdicts?.count ?? record.publicTests,
          publicVerdicts: candidate.publicVerdicts,
          verdict: candidate.program.flatMap { grades[$0]?.verdict },
          failedTest: candidate.program.flatMap { grades[$0]?.failedTest })
      }
    }.sorted { $0.id < $1.id }
  }

  /// Whether the infrastructure failed: the unit counts neither as right nor as wrong.
  public var isError: Bool { record.status == .error }

  public var chosen: Candidate? {
    selection.flatMap { selection in candidates.first { $0.id.description == selection.chosen } }
  }

  /// Whether the chosen program passes the hidden tests; never of a unit that does not count.
  public var isSolved: Bool { !isError && chosen?.isRight ?? false }

  /// Whether any candidate, of any round, passes the hidden tests; never of a unit that does not count.
  public var isCovered: Bool { !isError && candidates.contains(where: \.isRight) }

  /// First drafts, one a sample that was drawn.
  public var drafts: [Candidate] { candidates.filter { $0.id.round == 0 } }

  /// The candidate that stands for a sample after `round` rounds; by the rule of the run.
  func contributions(_ rule: Genealogy.Contribution, rounds: Int = .max) -> [Candidate] {
    let chains = Dictionary(
      grouping: candidates.filter { $0.id.round <= rounds && $0.program != nil }, by: \.id.sample)
    return chains.sorted { $0.key < $1.key }.compactMap { _, chain in
      switch rule {
      case .last: chain.last
      case .best: chain.max { ($0.publicPassed, -$0.id.round) < ($1.publicPassed, -$1.id.round) }
      }
    }
  }

  /// Contributions that pass the public tests, or those that pass most.
  func survivors(_ rule: Genealogy.Contribution) -> [Candidate] {
    let pool = contributions(rule)
    let passing = pool.filter(\.passesPublicTests)
    let most = pool.map(\.publicPassed).max() ?? 0
    return passing.isEmpty ? pool.filter { $0.publicPassed == most } : passing
  }

  /// The candidate that stands for each cluster: fewest rounds, then first sample.
  var representatives: [Candidate] {
    (selection?.clusters ?? []).compactMap { cluster in
      candidates.filter { cluster.members.contains($0.id.description) }
        .min { ($0.id.round, $0.id.sample) < ($1.id.round, $1.id.sample) }
    }
  }
}

extension SStar.Candidate.ID {
  /// Reads `s3r1`.
  init?(_ text: String) {
    guard let match = text.wholeMatch(of: /s(\d+)r(\d+)/), let sample = Int(match.1), let round = Int(match.2)
    else { return nil }
    self.init(sample: sample, round: round)
  }
}
