import Foundation
import SStar
import SStarExecution

/// Checks packages: every submission against what the package promises of it, inputs against the input
/// validators, generators against these.
public struct SuiteValidation: Sendable {
  private let runner: any InvocationRunner
  private let isUsable: @Sendable (_ language: String) -> Bool
  private let concurrency: Int

  /// - Parameters:
  ///   - runner: runs all programs of the packages.
  ///   - concurrency: runs that are under way at once; the runner limits what really runs.
  ///   - isUsable: whether programs of a language can be run; those of others are skipped by name.
  public init(
    runner: any InvocationRunner, concurrency: Int, isUsable: @escaping @Sendable (_ language: String) -> Bool
  ) {
    self.runner = runner
    self.concurrency = max(1, concurrency)
    self.isUsable = isUsable
  }

  /// Validates with a sandbox and the languages that it can run.
  public init(sandbox: Sandbox, concurrency: Int) {
    self.init(runner: sandbox, concurrency: concurrency) { sandbox.languages.isUsable($0) }
  }

  /// Validates a package. A malformed one is a report with that problem.
  /// - Parameter progress: called after each submission.
  /// - Throws: `CancellationError`, or what the runner throws.
  public func validate(
    _ directory: URL, progress: @Sendable (SubmissionReport) -> Void = { _ in }
  ) async throws -> PackageReport {
    var report = PackageReport(package: directory.standardizedFileURL.lastPathComponent)
    var package: ProblemPackage
    let hidden: [TestCase]
    let expectations: SubmissionExpectations
    do {
      package = try ProblemPackageLoader.load(directory, toJudge: true)
      hidden = try HiddenTests(package: directory).load()
      expectations = try SubmissionExpectations(package: directory)
      package.submissions = package.submissions.map(expectations.settled)
      if let derived = try await DerivedTimeLimit(of: package, hidden, expectations, with: self) {
        package.problem.limits = derived.limits
        package.warnings = package.warnings.map {
          $0 == ProblemConfiguration.noTimeLimit(in: directory) ? derived.warning : $0
        }
      }
    } catch let error as PackageError {
      report.problems.append(error.description)
      report.isUnsupported = error.isUnsupported
      return report
    }
    report.timeLimit = package.problem.limits.cpuSeconds
    report.publicTests = package.problem.publicTests.count
    report.hiddenTests = hidden.count
    report.warnings = package.warnings + expectations.warnings
    if hidden.isEmpty { report.problems.append("data/secret: there are no hidden tests") }
    if !package.submissions.contains(where: { $0.folder == "accepted" }) {
      report.warnings.append("submissions/accepted: there is no submission that is known to be right")
    }
    do {
      let inputs = try await InputChecks(runner: runner, isUsable: isUsable, concurrency: concurrency)
        .check(package, package.problem.publicTests + hidden)
      report.problems += inputs.problems
      report.warnings += inputs.warnings
    } catch let error as PackageError {
      report.problems.append(error.description)
    }
    for submission in package.submissions {
      let (result, failure) = try await check(
        submission, package, hidden, expectations.rules(for: submission))
      report.submissions.append(result)
      if let failure { report.problems.append(failure) }
      progress(result)
    }
    return report
  }

  /// - Returns: the report, and what went wrong in judging, if anything.
  private func check(
    _ submission: Submission, _ package: ProblemPackage, _ hidden: [TestCase], _ rules: [SubmissionRule]
  ) async throws -> (SubmissionReport, failure: String?) {
    func skipped(_ reason: String) -> SubmissionReport {
      SubmissionReport(
        name: submission.name, outcome: .skipped, verdict: nil, detail: reason,
        language: submission.program.language, declared: SubmissionRule.declared(by: rules))
    }
    guard !rules.isEmpty else {
      return (skipped("the package promises nothing of submissions in \(submission.folder)"), nil)
    }
    guard !package.problem.publicTests.isEmpty || !hidden.isEmpty else {
      return (skipped("there are no tests"), nil)
    }
    if let missing = missingLanguage(of: submission, package) {
      return (skipped("\(missing) cannot be run here"), nil)
    }
    let judgement = try await judge(submission, package, hidden) { Self.isSettled($0, rules) }
    if let failed = judgement.items.first(where: { $0.result.verdict == .judgeError }) {
      let reason = "could not be judged on \(failed.result.test): \(failed.result.message)"
      return (skipped(reason), "submissions/\(submission.name): \(reason)")
    }
    let breach = rules.lazy.compactMap { $0.breach(by: Self.results(judgement, rules)) }.first
    let details = [breach, Self.detail(of: judgement.firstFailure)].compactMap { $0 }
    let report = SubmissionReport(
      name: submission.name, outcome: breach == nil ? .agrees : .differs, verdict: judgement.verdict,
      detail: details.joined(separator: "; "),
      passesPublicTests: judgement.items.allSatisfy { $0.hidden || $0.result.verdict == .accepted },
      language: submission.program.language, declared: SubmissionRule.declared(by: rules),
      failedTest: judgement.firstFailure?.result.test, cpuSeconds: judgement.cpuSeconds)
    return (report, nil)
  }

  /// The first language that is needed to judge a submission and cannot be run here.
  func missingLanguage(of submission: Submission, _ package: ProblemPackage) -> String? {
    [submission.program.language, package.outputValidator?.program.language].compactMap { $0 }
      .first { !isUsable($0) }
  }

  func judge(
    _ submission: Submission, _ package: ProblemPackage, _ hidden: [TestCase],
    stopsAfter: @Sendable (Judgement) -> Bool
  ) async throws -> Judgement {
    let executor = PackageExecutor(runner: runner, outputValidator: package.outputValidator)
    return try await SubmissionJudge(executor: executor, concurrency: concurrency).judge(
      submission.program, problem: package.problem, hiddenTests: hidden, stopsAfter: stopsAfter)
  }

  private static func isSettled(_ judgement: Judgement, _ rules: [SubmissionRule]) -> Bool {
    if judgement.items.last?.result.verdict == .judgeError { return true }
    let results = results(judgement, rules)
    return rules.contains { $0.isSettled(by: results) && $0.breach(by: results) != nil }
      || rules.allSatisfy { $0.isSettled(by: results) }
  }

  private static func results(
    _ judgement: Judgement, _ rules: [SubmissionRule]
  ) -> [(test: String, verdict: ContestVerdict)] {
    // Contest systems only cut what is printed: a program that prints without end exceeds its time there.
    let isEndless = SubmissionRule.declared(by: rules) == [.timeLimitExceeded]
    return judgement.items.compactMap { item in
      if isEndless, item.result.verdict == .outputLimitExceeded {
        return (item.result.test, .timeLimitExceeded)
      }
      return ContestVerdict(item.result.verdict).map { (item.result.test, $0) }
    }
  }

  /// The first failure with what is known of its cause.
  private static func detail(of failure: Judgement.Item?) -> String? {
    guard let result = failure?.result else { return nil }
    let lines = String(decoding: result.execution.errorOutput.suffix(4096), as: UTF8.self)
      .split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    // Compilers name the cause first, interpreters last.
    let said = (result.verdict == .compileError ? lines.first : lines.last) ?? ""
    let message = result.verdict == .wrongAnswer ? result.message : "\(result.message) \(said)"
    return "\(result.test): \(message.trimmingCharacters(in: .whitespaces))"
  }
}
