import SStar

/// What was found about one package.
public struct PackageReport: Sendable, Hashable, Codable {
  /// Name of the package's directory.
  public var package: String
  /// Numbers of tests.
  public var publicTests = 0
  public var hiddenTests = 0
  public var submissions: [SubmissionReport] = []
  /// What is wrong with the package, a sentence each.
  public var problems: [String] = []
  /// What was left out, a sentence each.
  public var warnings: [String] = []
  /// Whether the package asks for what is not supported, and nothing of it was judged.
  public var isUnsupported = false
  /// CPU time limit that the submissions were judged by, in seconds; nil when none was.
  public var timeLimit: Double?

  /// Whether all is as declared.
  public var isValid: Bool { problems.isEmpty && submissions.allSatisfy { $0.outcome != .differs } }
}

/// What was found about one submission.
public struct SubmissionReport: Sendable, Hashable, Codable {
  public enum Outcome: String, Sendable, Hashable, Codable {
    /// Its verdicts are those that the package promises.
    case agrees
    case differs
    /// It was not judged, or the package promises nothing.
    case skipped
  }

  /// Path below `submissions/`.
  public var name: String
  public var outcome: Outcome
  /// The final verdict; nil when it was not judged.
  public var verdict: Verdict?
  /// How it differs, the first test that it fails, or why it was skipped; empty when it is accepted as declared.
  public var detail: String
  /// Whether it passes all public tests; false when it was not judged.
  public var passesPublicTests = false
  /// Id of its language.
  public var language = ""
  /// The verdicts that the package declares for it as a whole; empty when it promises nothing.
  public var declared: [ContestVerdict] = []
  /// Name of the first test that it fails; nil when there is none.
  public var failedTest: String?
  /// CPU time on the slowest test that it was judged on, in seconds.
  public var cpuSeconds = 0.0

  /// Whether the final verdict is a declared one. Rules of a package may permit others as well.
  public var hasDeclaredVerdict: Bool {
    guard let verdict = verdict.flatMap(ContestVerdict.init) else { return false }
    return declared.contains(verdict)
  }
}
