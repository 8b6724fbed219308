import SStar

/// What a package promises of the verdicts of a submission: each test has a permitted one, and at least one
/// test has a required one.
struct SubmissionRule: Sendable, Hashable {
  /// Where the rule is from, such as `wrong_answer`; begins the sentence about a breach.
  var source: String
  /// The tests that the rule is about; nil for all.
  var tests: PathPattern?
  var permitted: Set<ContestVerdict> = Self.all
  var required: Set<ContestVerdict> = Self.all
  /// Whether the rule is also kept when the first test that is not accepted has a required verdict, whatever
  /// comes later: so contest systems judge, which stop there.
  var heedsFirstFailureOnly = false

  static let all = Set(ContestVerdict.allCases)

  /// What a folder promises by its name alone; nil where it promises nothing that can be checked.
  static func ofFolder(_ folder: String, _ format: PackageFormat) -> SubmissionRule? {
    var rule: SubmissionRule
    switch folder {
    case "accepted": return SubmissionRule(source: folder, permitted: [.accepted])
    case "rejected", "wrong":
      return SubmissionRule(source: folder, required: all.subtracting([.accepted, .compileError]))
    case "brute_force":
      rule = SubmissionRule(
        source: folder, permitted: [.accepted, .runTimeError, .timeLimitExceeded],
        required: [.runTimeError, .timeLimitExceeded])
    case "wrong_answer":
      rule = SubmissionRule(source: folder, permitted: [.accepted, .wrongAnswer], required: [.wrongAnswer])
    case "time_limit_exceeded":
      rule = SubmissionRule(
        source: folder, permitted: [.accepted, .timeLimitExceeded], required: [.timeLimitExceeded])
      if format == .legacy { rule.permitted.insert(.wrongAnswer) }
    case "run_time_error", "runtime_error", "memory_limit_exceeded", "output_limit_exceeded":
      rule = SubmissionRule(source: folder, permitted: [.accepted, .runTimeError], required: [.runTimeError])
      if format == .legacy { rule.permitted = all }
    case "compile_error", "compiler_error":
      return SubmissionRule(source: folder, permitted: [.compileError], required: [.compileError])
    default: return nil
    }
    // The older format says the same in words, but its tools and archives keep it only up to the first failure.
    rule.heedsFirstFailureOnly = format == .legacy
    return rule
  }

  /// What the whole may come to when all rules are kept, in the order of all verdicts; rules for some tests only
  /// say nothing of that.
  static func declared(by rules: [SubmissionRule]) -> [ContestVerdict] {
    let whole = rules.filter { $0.tests == nil }
    guard !whole.isEmpty else { return [] }
    return ContestVerdict.allCases.filter { verdict in
      whole.allSatisfy { $0.permitted.contains(verdict) && $0.required.contains(verdict) }
    }
  }

  /// How the results, in test order, break the rule; nil when they keep it.
  func breach(by results: [(test: String, verdict: ContestVerdict)]) -> String? {
    let results = results.filter { tests?.matches($0.test) ?? true }
    guard !results.isEmpty else { return nil }
    if isDecided(by: results) { return nil }
    if let result = results.first(where: { !permitted.contains($0.verdict) }) {
      return "\(source) does not permit \(result.verdict.name) (\(result.test))"
    }
    guard results.contains(where: { required.contains($0.verdict) }) else {
      return "\(source) requires \(Self.names(required)) on some test"
    }
    return nil
  }

  /// Whether a further test changes nothing.
  func isSettled(by results: [(test: String, verdict: ContestVerdict)]) -> Bool {
    let results = results.filter { tests?.matches($0.test) ?? true }
    return isDecided(by: results) || results.contains { !permitted.contains($0.verdict) }
  }

  private func isDecided(by results: [(test: String, verdict: ContestVerdict)]) -> Bool {
    guard heedsFirstFailureOnly, let first = results.first(where: { $0.verdict != .accepted }) else {
      return false
    }
    return required.contains(first.verdict)
  }

  private static func names(_ verdicts: Set<ContestVerdict>) -> String {
    ContestVerdict.allCases.filter(verdicts.contains).map(\.name).joined(separator: " or ")
  }
}
