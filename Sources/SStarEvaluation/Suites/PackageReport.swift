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
}
