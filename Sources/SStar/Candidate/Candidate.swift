/// One program drawn from a model, or the reason why a draw gave none.
public struct Candidate: Sendable, Hashable, Codable, Identifiable {
  /// Where a candidate comes from; unique within a solve.
  public struct ID: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    /// Which of the N parallel draws.
    public var sample: Int
    /// 0 is the first draft; 1… are debugging rounds.
    public var round: Int

    public init(sample: Int, round: Int) {
      self.sample = sample
      self.round = round
    }

    public static func < (left: ID, right: ID) -> Bool {
      (left.sample, left.round) < (right.sample, right.round)
    }

    /// `s3r1` for sample 3, round 1.
    public var description: String { "s\(sample)r\(round)" }
  }

  public var id: ID
  /// The candidate whose program this one repairs; nil for a first draft.
  public var parent: ID?
  /// The program; nil when the reply held none.
  public var program: Program?
  /// Why there is no program; nil when there is one.
  public var failure: String?
  /// Results on the public tests, in their order; empty without a program.
  public var publicResults: [TestResult]

  public init(
    id: ID, parent: ID? = nil, program: Program? = nil, failure: String? = nil,
    publicResults: [TestResult] = []
  ) {
    self.id = id
    self.parent = parent
    self.program = program
    self.failure = failure
    self.publicResults = publicResults
  }

  /// Number of public tests passed.
  public var publicPassed: Int {
    publicResults.count { $0.verdict == .accepted }
  }

  /// What kept a public test from being judged: our own failure, which says nothing about the program.
  public var judgeError: String? {
    publicResults.first { $0.verdict == .judgeError }.map { result in
      let reasons = [result.message, result.execution.detail].filter { !$0.isEmpty }
      return reasons.first ?? "the test \(result.test) could not be judged"
    }
  }

  /// Whether there is a program and no public test fails.
  public var passesPublicTests: Bool {
    program != nil && publicResults.allSatisfy { $0.verdict == .accepted }
  }
}
