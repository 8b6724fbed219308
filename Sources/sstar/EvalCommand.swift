import ArgumentParser
import Foundation
import SStar
import SStarEvaluation
import Synchronization

/// `sstar eval`: a model and a method on a suite.
struct EvalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Solve and grade the problems of a suite, and say how well it went.",
    discussion: """
      Hidden tests are opened only after a problem's selection. Everything is recorded in a run directory as \
      it happens; the same command with --resume goes on after an interruption, a crash or an outage, and \
      repeats no paid call. Problems that fail for reasons that are not the model's (a server that does not \
      serve, a malformed package) count neither as right nor as wrong.

      Exits with 0 when all problems came to their end, 5 when too many failed for such reasons, 6 when the \
      budget was reached, 64 for a usage error, 65 for a suite that cannot be read, 69 when the model's server \
      is not there or programs cannot be run here, 77 for missing or wrong credentials, 130 when interrupted, and 1 \
      for any other failure, such as a full disk or a run that another process is writing.
      """)

  @Argument(help: "A directory of problem packages, or one package.")
  var suite: String

  @OptionGroup(title: "Part of the suite")
  var part: SuiteSelection

  @Option(name: [.customShort("k"), .long], help: "How often each problem is solved, with other samples.")
  var repeats = 1

  @OptionGroup(title: "Method")
  var method: MethodFlags

  @OptionGroup(title: "Models")
  var models: ModelFlags

  @OptionGroup(title: "Sandbox")
  var sandbox: SandboxFlags

  @OptionGroup
  var resuming: ResumeFlag

  @Flag(help: "With --resume, try problems again that ended with an error.")
  var retryErrors = false

  @Option(help: "Largest tolerated share of problems with errors, 0 to 1.")
  var maxErrorRate = 0.1

  @Option(help: "Problems under way at once (default: as many as keep model and sandbox busy).")
  var problemsAtOnce: Int?

  @Flag(help: "Print JSON lines: each problem as it ends, then the summary.")
  var json = false

  func validate() throws {
    guard (1...1000).contains(repeats) else { throw ValidationError("--repeats must be between 1 and 1000.") }
    guard (0...1).contains(maxErrorRate) else {
      throw ValidationError("--max-error-rate must be between 0 and 1.")
    }
    guard (1...1024).contains(problemsAtOnce ?? 1) else {
      throw ValidationError("--problems-at-once must be between 1 and 1024.")
    }
  }

  func run() async throws {
    try await runCancellable { try await evaluate() }
  }

  private func evaluate() async throws {
    let settings = try Settings.resolve(method: method, models: models, sandbox: sandbox)
    let directory = URL(fileURLWithPath: suite)
    let packages = try part.packages(of: try Suite(directory))
    let name = directory.standardizedFileURL.lastPathComponent
    let session = EvaluationSession(
      settings: settings,
      suite: part.recorded.merging(["suite": name, "repeats": "\(repeats)"]) { $1 },
      units: EvaluationUnit.units(of: packages, repeats: repeats), resume: resuming.run,
      retriesErrors: retryErrors,
      mostErrors: maxErrorRate, unitsAtOnce: problemsAtOnce,
      label: "\(name)-\(settings.models.model.split(separator: "/").last ?? "model")")
    let lines = JSONLines()
    let outcome = try await session.evaluate { [json, rule = settings.method.contribution] unit in
      if json { lines.write(EvaluationSummary.Unit(unit, rule: rule)) }
    }
    let summary = EvaluationSummary(outcome.record)
    try RunReports(outcome.run).write(summary, EvaluationTiming(outcome.record))
    let account = try await RunAccount(outcome.run)
    let target = URL(fileURLWithPath: outcome.run.path)
    for format in ReportFormat.allCases { try await account.write(format, in: target) }
    if json {
      lines.write(summary)
      try lines.check()
    } else {
      try writeOutput(Data(SummaryText.text(summary, EvaluationTiming(outcome.record)).utf8))
    }
    let path = shownPath(outcome.run.path)
    printError("recorded in \(terminalPath(path)); open \(terminalPath(path))/report.html")
    try end(outcome.ending)
  }

  private func end(_ ending: Evaluation.Ending) throws {
    switch ending {
    case .complete: return
    case .budgetReached:
      printError("the budget was reached before all problems were solved: raise it and add --resume to go on")
      throw SStarExit.budgetReached
    case .tooManyErrors:
      printError(
        "too many problems ended with errors: mend the cause, then add --resume --retry-errors to go on")
      throw SStarExit.tooManyErrors
    }
  }

}

/// JSON lines on standard output. A line that cannot be written does not stop the work.
private final class JSONLines: Sendable {
  private let failure = Mutex<(any Error)?>(nil)

  func write(_ value: some Encodable) {
    do {
      try writeOutput(Data((try JSONOutput.text(value) + "\n").utf8))
    } catch {
      failure.withLock { $0 = $0 ?? error }
    }
  }

  /// - Throws: why the first line that could not be written was not.
  func check() throws {
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
