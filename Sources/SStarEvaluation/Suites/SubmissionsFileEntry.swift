import SStar

/// An entry of `submissions.yaml`: a pattern of paths below `submissions/`, and what is required of the
/// submissions that it matches, on all tests or on those of a group.
struct SubmissionsFileEntry: Sendable {
  /// Keys that are no test groups.
  private static let ownKeys: Set<String> = [
    "language", "entrypoint", "authors", "model_solution", "permitted", "required", "score", "message",
    "use_for_time_limit",
  ]
  /// Those of them that would change what is run or required.
  private static let unheededKeys = ["score", "message"]

  let path: String
  let pattern: PathPattern
  private let permitted: Set<ContestVerdict>?
  private let required: Set<ContestVerdict>?
  /// Language of the submissions, when it is not that of their files' extensions.
  private let language: String?
  /// Name of the main file.
  private let entryPoint: String?
  /// Rules for groups of tests.
  let groupRules: [SubmissionRule]
  /// The tests by which the time limit is to be wide enough for the submissions: a pattern each, nil for all tests.
  let fastEnough: [PathPattern?]

  /// - Throws: ``PackageError``.
  init(_ key: String, _ fields: YAMLFields, warnings: inout [String]) throws {
    path = key.hasSuffix("/") ? String(key.dropLast()) : key
    pattern = PathPattern(key)
    permitted = try Self.permitted(fields)
    required = try Self.required(fields)
    language = try fields.string("language")
    entryPoint = try fields.string("entrypoint")
    let groups = fields.values.keys.sorted().filter { !Self.ownKeys.contains($0) }
    groupRules = try groups.compactMap { group in
      guard let inner = try fields.mapping(group) else { return nil }
      return SubmissionRule(
        source: "submissions.yaml (\(key), \(group))", tests: PathPattern(group),
        permitted: try Self.permitted(inner) ?? SubmissionRule.all,
        required: try Self.required(inner) ?? SubmissionRule.all)
    }
    let lower = try groups.filter { try fields.mapping($0)?.string("use_for_time_limit") == "lower" }
    fastEnough =
      try fields.string("use_for_time_limit") == "lower" ? [nil] : lower.map { PathPattern($0) }
    let unheeded = Self.unheededKeys.filter { fields.values[$0] != nil }
    if !unheeded.isEmpty {
      warnings.append("\(fields.file): \(key): \(unheeded.joined(separator: ", ")) is left aside")
    }
  }

  /// All rules, for all tests and for groups.
  var rules: [SubmissionRule] {
    guard permitted != nil || required != nil else { return groupRules }
    let rule = SubmissionRule(
      source: "submissions.yaml (\(path))", permitted: permitted ?? SubmissionRule.all,
      required: required ?? SubmissionRule.all)
    return [rule] + groupRules
  }

  /// Makes a program one of the language that the entry names, begun by the main file that it names.
  func apply(to program: inout Program) {
    if let language { program.language = language }
    guard let entryPoint, let index = program.files.firstIndex(where: { $0.name == entryPoint }) else {
      return
    }
    program.files.insert(program.files.remove(at: index), at: 0)
  }

  /// Puts what the entry says in place of a default.
  func replace(_ rule: inout SubmissionRule) {
    guard permitted != nil || required != nil else { return }
    rule.permitted = permitted ?? rule.permitted
    rule.required = required ?? rule.required
    rule.heedsFirstFailureOnly = false
  }

  private static func permitted(_ fields: YAMLFields) throws -> Set<ContestVerdict>? {
    let permitted = try verdicts("permitted", of: fields)
    // Short for: whatever else, it is fast enough.
    guard try fields.string("use_for_time_limit") == "lower" else { return permitted }
    return (permitted ?? SubmissionRule.all).subtracting([.timeLimitExceeded])
  }

  private static func required(_ fields: YAMLFields) throws -> Set<ContestVerdict>? {
    let required = try verdicts("required", of: fields)
    return try fields.string("use_for_time_limit") == "upper" ? [.timeLimitExceeded] : required
  }

  private static func verdicts(_ key: String, of fields: YAMLFields) throws -> Set<ContestVerdict>? {
    guard let words = try fields.words(key), !words.isEmpty else { return nil }
    return Set(
      try words.map { word in
        guard let verdict = ContestVerdict(rawValue: word) else {
          throw fields.error(key, "expected AC, WA, TLE or RTE, found “\(word)”")
        }
        return verdict
      })
  }
}
