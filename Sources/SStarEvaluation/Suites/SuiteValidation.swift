import Foundation
import SStar
import SStarExecution

/// Checks packages: every submission against its folder's verdict, inputs against the input validators,
/// generators against both.
public struct SuiteValidation: Sendable {
  /// What was found about one package.
  public struct Report: Sendable, Hashable, Codable {
    public var package: String
    /// Public and hidden tests.
    public var publicTests = 0
    public var hiddenTests = 0
    public var submissions: [SubmissionReport] = []
    /// What is wrong with the package, a sentence each.
    public var problems: [String] = []
    /// What was left out.
    public var warnings: [String] = []

    /// Whether all is as declared.
    public var isValid: Bool { problems.isEmpty && submissions.allSatisfy { $0.outcome != .differs } }
  }

  /// What was found about one submission.
  public struct SubmissionReport: Sendable, Hashable, Codable {
    public enum Outcome: String, Sendable, Hashable, Codable {
      case agrees, differs, skipped
    }
    public var name: String
    public var outcome: Outcome
    public var verdict: Verdict?
    /// The deciding test, or why it was skipped.
    public var detail: String
    /// Whether it passes all public tests.
    public var passesPublicTests: Bool
  }

  private static let generatorModes = ["small", "edge", "adversarial", "large"]
  private static let generatorSeeds = 1...3
  private static let accepts: Int32 = 42

  private let sandbox: Sandbox
  private let concurrency: Int

  public init(sandbox: Sandbox, concurrency: Int) {
    self.sandbox = sandbox
    self.concurrency = max(1, concurrency)
  }

  /// Validates a package. A malformed one is a report with that problem.
  /// - Parameter progress: called after each submission.
  /// - Throws: `CancellationError` or ``SandboxError``.
  public func validate(
    _ directory: URL, progress: @Sendable (SubmissionReport) -> Void = { _ in }
  ) async throws -> Report {
    var report = Report(package: directory.lastPathComponent)
    let package: ProblemPackage
    let hidden: [TestCase]
    do {
      package = try ProblemPackageLoader.load(directory)
      hidden = try HiddenTests(package: directory).load()
    } catch let error as PackageError {
      report.problems.append(error.description)
      return report
    }
    report.publicTests = package.problem.publicTests.count
    report.hiddenTests = hidden.count
    report.warnings = package.warnings
    if hidden.isEmpty && report.publicTests == 0 { report.problems.append("no tests") }
    report.problems += try await inputProblems(package, package.problem.publicTests + hidden)
    for submission in package.submissions {
      let result = try await check(submission, package, hidden)
      report.submissions.append(result)
      progress(result)
    }
    return report
  }

  private func check(
    _ submission: Submission, _ package: ProblemPackage, _ hidden: [TestCase]
  ) async throws -> SubmissionReport {
    func skipped(_ reason: String) -> SubmissionReport {
      SubmissionReport(
        name: submission.name, outcome: .skipped, verdict: nil, detail: reason, passesPublicTests: false)
    }
    guard let expected = ExpectedVerdict(folder: submission.folder) else {
      return skipped("the folder \(submission.folder) promises no verdict")
    }
    guard sandbox.languages.isUsable(submission.program.language) else {
      return skipped("\(submission.program.language) cannot be run here")
    }
    let executor = PackageExecutor(runner: sandbox, outputValidator: package.outputValidator)
    // A wrong answer after a time-out may be meant: all tests are needed when the folder is not `accepted`
    // only to know which comes first, so judging can stop at the first failure.
    let judgement = try await SubmissionJudge(executor: executor, concurrency: concurrency).judge(
      submission.program, problem: package.problem, hiddenTests: hidden, stopsAtFailure: true)
    let deciding = judgement.items.last
    let agrees = expected.allowed.contains(judgement.verdict)
    let message = deciding.map { "\($0.result.test): \($0.result.message)" } ?? ""
    return SubmissionReport(
      name: submission.name, outcome: agrees ? .agrees : .differs, verdict: judgement.verdict,
      detail: judgement.verdict == .accepted ? "" : message,
      passesPublicTests: judgement.items.allSatisfy { $0.hidden || $0.result.verdict == .accepted })
  }

  /// Inputs that a validator refuses, and generators whose inputs are refused.
  private func inputProblems(_ package: ProblemPackage, _ tests: [TestCase]) async throws -> [String] {
    var problems: [String] = []
    let validators = package.inputValidators.filter { sandbox.languages.isUsable($0.language) }
    for validator in validators {
      for test in tests {
        let status = try await run(validator, on: test.input)
        if status.exitStatus != Self.accepts {
          problems.append("\(test.name).in: refused by the input validator (\(status.detail))")
        }
      }
    }
    for generator in package.generators where sandbox.languages.isUsable(generator.language) && !validators.isEmpty {
      for mode in Self.generatorModes {
        for seed in Self.generatorSeeds {
          let made = try await run(generator, on: Data("\(mode) \(seed)\n".utf8))
          guard made.verdict == .accepted else {
            // Generators of other tools take their parameters in other ways.
            return problems
          }
          for validator in validators {
            let status = try await run(validator, on: made.output)
            if status.exitStatus != Self.accepts {
              problems.append("generator, \(mode) \(seed): its input is refused by the input validator")
            }
          }
        }
      }
    }
    return problems
  }

  private func run(_ program: Program, on input: Data) async throws -> Execution {
    try await sandbox.run(
      Invocation(program: program, input: input, limits: Limits(cpuSeconds: 20, outputBytes: 64 << 20))
    ).execution
  }
}
