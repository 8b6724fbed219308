import Foundation
import SStar

/// What a package promises of its submissions: by the names of their folders, by `submissions.yaml`, and, in
/// folders whose names promise nothing by themselves, by `@EXPECTED_RESULTS@` tags in the sources.
struct SubmissionExpectations: Sendable {
  /// Folders in which contest systems leave the tag aside.
  private static let standardFolders: Set<String> = [
    "accepted", "wrong_answer", "time_limit_exceeded", "run_time_error",
  ]

  private let format: PackageFormat
  /// The entries of `submissions.yaml`, in name order.
  private let entries: [SubmissionsFileEntry]
  /// What was left aside, a sentence each.
  let warnings: [String]

  /// - Throws: ``PackageError`` when `submissions.yaml` is malformed.
  init(package: URL) throws {
    let files = try PackageFiles(root: package)
    format = try ProblemConfiguration(directory: package, files: files).format
    let url = package.appendingPathComponent("submissions").appendingPathComponent("submissions.yaml")
    guard let fields = try YAMLFields(file: url, files: files) else {
      entries = []
      warnings = []
      return
    }
    var warnings: [String] = []
    entries = try fields.values.keys.sorted().compactMap { key in
      guard let entry = try fields.mapping(key) else { return nil }
      return try SubmissionsFileEntry(key, entry, warnings: &warnings)
    }
    self.warnings = warnings
  }

  /// The rules that a submission must keep; empty when the package promises nothing of it.
  func rules(for submission: Submission) -> [SubmissionRule] {
    var rules: [SubmissionRule] = []
    if var rule = SubmissionRule.ofFolder(submission.folder, format) {
      // An entry for the folder itself replaces what the folder promises by default.
      if let entry = entries.first(where: { $0.path == submission.folder }) {
        entry.replace(&rule)
        rules += entry.groupRules
      }
      rules.append(rule)
    }
    if !Self.standardFolders.contains(submission.folder), let tagged = Self.tag(of: submission.program) {
      rules = [tagged]
    }
    let isDefault = !rules.isEmpty
    for entry in entries where entry.pattern.matches(submission.name) {
      if isDefault, entry.path == submission.folder { continue }
      rules += entry.rules
    }
    return rules
  }

  /// Whether the time limit must be wide enough for a submission on a test.
  func isFastEnough(_ submission: Submission, on test: String) -> Bool {
    if submission.folder == "accepted" { return true }
    return entries.contains { entry in
      (entry.path == submission.folder || entry.pattern.matches(submission.name))
        && entry.fastEnough.contains { $0?.matches(test) ?? true }
    }
  }

  /// The submission with the language and main file that `submissions.yaml` gives it.
  func settled(_ submission: Submission) -> Submission {
    var settled = submission
    for entry in entries where entry.pattern.matches(submission.name) { entry.apply(to: &settled.program) }
    return settled
  }

  /// The tag in a program's sources: each test is accepted or has one of the verdicts named, and some test has
  /// one of them.
  static func tag(of program: Program) -> SubmissionRule? {
    for file in program.files {
      let text = String(decoding: file.contents, as: UTF8.self)
      guard let mark = text.range(of: "@EXPECTED_RESULTS@:", options: .caseInsensitive) else { continue }
      let line = text[mark.upperBound...].prefix { !$0.isNewline }
      let named = Set(
        line.split(separator: ",").compactMap { word in
          // A comment may end on the same line.
          word.split { $0.isWhitespace || $0 == "*" }.first.flatMap { ContestVerdict(tag: String($0)) }
        })
      guard !named.isEmpty else { continue }
      return SubmissionRule(
        source: "@EXPECTED_RESULTS@", permitted: named.union([.accepted]), required: named)
    }
    return nil
  }
}
