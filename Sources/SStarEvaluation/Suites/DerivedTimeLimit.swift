import SStar

/// The time limit of a package that gives none: what the tools of the format derive from the accepted submissions,
/// measured here.
struct DerivedTimeLimit: Sendable {
  /// What a submission may take while it is measured.
  private static let measuredSeconds = 60.0

  let limits: Limits
  /// What replaces the warning that there is no time limit.
  let warning: String

  /// - Returns: nil when the package gives a time limit, or when no submission that must be fast enough can be run and
  ///   is accepted.
  /// - Throws: ``PackageError``, `CancellationError`, or what the runner throws.
  init?(
    of package: ProblemPackage, _ hidden: [TestCase], _ expectations: SubmissionExpectations,
    with validation: SuiteValidation
  ) async throws {
    guard let directory = package.directory,
      let rule = try ProblemConfiguration(directory: directory, files: PackageFiles(root: directory))
        .timeLimitRule
    else { return nil }
    var measured = package
    measured.problem.limits = package.problem.limits.with(cpuSeconds: Self.measuredSeconds)
    var slowest: (name: String, seconds: Double)?
    for submission in package.submissions where validation.missingLanguage(of: submission, package) == nil {
      func counts(_ test: TestCase) -> Bool { expectations.isFastEnough(submission, on: test.name) }
      measured.problem.publicTests = package.problem.publicTests.filter(counts)
      let judgement = try await validation.judge(submission, measured, hidden.filter(counts)) {
        $0.firstFailure != nil
      }
      guard judgement.verdict == .accepted, !judgement.items.isEmpty else { continue }
      if judgement.cpuSeconds >= slowest?.seconds ?? 0 { slowest = (submission.name, judgement.cpuSeconds) }
    }
    guard let slowest else { return nil }
    let seconds = rule.limit(slowest: slowest.seconds)
    limits = package.problem.limits.with(cpuSeconds: seconds)
    warning =
      "\(directory.appendingPathComponent("problem.yaml").path): no time limit is given; \(seconds) seconds "
      + "follow from \(slowest.name), which takes \((slowest.seconds * 100).rounded(.up) / 100) seconds"
  }
}

extension Limits {
  /// The same limits but for time, with the elapsed time that goes with it.
  fileprivate func with(cpuSeconds: Double) -> Limits {
    Limits(
      cpuSeconds: cpuSeconds, memoryBytes: memoryBytes, outputBytes: outputBytes, processes: processes)
  }
}
