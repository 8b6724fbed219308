/// All candidates of a solve with their descent.
public struct Genealogy: Sendable, Hashable, Codable {
  /// Which program stands for a sample whose rounds never passed all public tests.
  public enum Contribution: String, Sendable, Hashable, Codable, CaseIterable {
    /// The round that passes most public tests; the earliest of several.
    case best
    /// The last round that gave a program, as in the paper.
    case last
  }

  /// In the order of sample and round.
  public private(set) var candidates: [Candidate]

  public init(_ candidates: [Candidate] = []) {
    self.candidates = candidates.sorted { $0.id < $1.id }
  }

  public subscript(id: Candidate.ID) -> Candidate? {
    candidates.first { $0.id == id }
  }

  /// The candidate with its ancestors, first draft first.
  public func lineage(of id: Candidate.ID) -> [Candidate] {
    var lineage: [Candidate] = []
    var next = self[id]
    while let candidate = next, lineage.count < candidates.count {
      lineage.insert(candidate, at: 0)
      next = candidate.parent.flatMap { self[$0] }
    }
    return lineage
  }

  /// One candidate a sample that gave a program, in the order of samples.
  public func contributions(_ rule: Contribution) -> [Candidate] {
    let rounds = Dictionary(grouping: candidates.filter { $0.program != nil }, by: \.id.sample)
    return rounds.sorted { $0.key < $1.key }.compactMap { _, rounds in
      switch rule {
      case .last: rounds.last
      case .best:
        rounds.max { ($0.publicPassed, -$0.id.round) < ($1.publicPassed, -$1.id.round) }
      }
    }
  }
}
