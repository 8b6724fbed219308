import ArgumentParser
import Foundation
import SStarEvaluation
import SStarExecution

/// `sstar suite`: work on directories of problem packages.
struct SuiteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suite", abstract: "Validate, list and import problem packages.",
    subcommands: [SuiteValidateCommand.self, SuiteListCommand.self, SuiteImportCommand.self])
}

/// `sstar suite validate`.
struct SuiteValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Run every submission and compare with its folder's verdict.",
    discussion: "Exits with 65 when a package is malformed or a submission's verdict differs.")

  @Argument(help: "A problem package, or a directory of them.")
  var directory: String

  @OptionGroup(title: "Part of the suite")
  var part: SuiteSelection

  @Flag(help: "Print one JSON document for each package, a line each.")
  var json = false

  @OptionGroup(title: "Sandbox")
  var sandbox: SandboxFlags

  func run() async throws {
    try await runCancellable { try await validate() }
  }

  private func validate() async throws {
    let options = try SandboxOptions.resolve(sandbox)
    let packages = try part.packages(of: try Suite(URL(fileURLWithPath: directory)))
    let reports = try await Sandbox.withSandbox(options) { sandbox in
      let validation = SuiteValidation(sandbox: sandbox, concurrency: options.workers)
      var reports: [PackageReport] = []
      for package in packages {
        let report = try await validation.validate(package) { submission in
          printError(Self.progress(submission, of: package.lastPathComponent))
        }
        reports.append(report)
        print(json ? try JSONOutput.text(report) : Self.text(report))
      }
      return reports
    }
    // In a stream of JSON lines there is no place for the summary.
    if json { printError(Self.summary(reports)) } else { print(Self.summary(reports)) }
    if reports.contains(where: { !$0.isValid }) { throw SStarExit.badData }
  }

  private static func progress(_ submission: SubmissionReport, of package: String) -> String {
    let verdict = submission.verdict?.rawValue ?? submission.outcome.rawValue
    let remark = submission.outcome == .differs ? ", not as declared" : ""
    return "\(terminalLine(package)): \(terminalLine(submission.name)): \(verdict)\(remark)"
  }

  private static func summary(_ reports: [PackageReport]) -> String {
    let submissions = reports.flatMap(\.submissions)
    return "\(reports.count) packages, \(submissions.count) submissions: "
      + "\(submissions.count { $0.outcome == .agrees }) as declared, "
      + "\(submissions.count { $0.outcome == .differs }) differ, "
      + "\(submissions.count { $0.outcome == .skipped }) skipped; "
      + "\(reports.count { !$0.isValid }) packages invalid"
  }

  private static func text(_ report: PackageReport) -> String {
    let agreeing = report.submissions.count { $0.outcome == .agrees }
    var lines = [
      "\(report.isValid ? "ok  " : "BAD ") \(terminalLine(report.package)): "
        + "\(report.publicTests) public and \(report.hiddenTests) hidden tests, "
        + "\(agreeing) of \(report.submissions.count) submissions as declared"
    ]
    lines += report.problems.map { "       \(terminalSafe($0))" }
    lines += report.warnings.map { "       warning: \(terminalSafe($0))" }
    for submission in report.submissions where submission.outcome != .agrees {
      let verdict = submission.verdict?.rawValue ?? submission.outcome.rawValue
      lines.append("       \(terminalLine(submission.name)): \(verdict): \(terminalLine(submission.detail))")
    }
    return lines.joined(separator: "\n")
  }
}

/// `sstar suite list`.
struct SuiteListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the problem packages of a directory.")

  @Argument(help: "A problem package, or a directory of them.")
  var directory: String

  @OptionGroup(title: "Part of the suite")
  var part: SuiteSelection

  func run() async throws {
    try await runCancellable {
      var malformed = 0
      for url in try part.packages(of: try Suite(URL(fileURLWithPath: directory))) {
        do {
          let package = try ProblemPackageLoader.load(url)
          let kind = if case .function = package.problem.kind { "function" } else { "stdin" }
          var columns = [
            terminalLine(package.problem.id).padding(toLength: 26, withPad: " ", startingAt: 0),
            kind.padding(toLength: 9, withPad: " ", startingAt: 0),
            "\(package.problem.publicTests.count) public", "\(package.submissions.count) submissions",
            terminalLine(package.problem.title),
          ]
          if let origin = package.origin {
            let facts = [origin.platform, origin.difficulty, origin.date].compactMap { $0 }
            columns.append(terminalLine("[\(([origin.format] + facts).joined(separator: ", "))]"))
          }
          print(columns.joined(separator: "  "))
        } catch let error as PackageError {
          malformed += 1
          printError("malformed: \(terminalSafe(error.description))")
        }
      }
      if malformed > 0 { throw SStarExit.badData }
    }
  }
}
