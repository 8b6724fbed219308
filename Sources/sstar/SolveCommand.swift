import ArgumentParser
import Foundation
import Glibc
import SStar
import SStarEvaluation
import SStarExecution

/// `sstar solve`: one problem, from candidates to the chosen program.
struct SolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve", abstract: "Solve a problem: draw candidates, debug them, choose by running them.",
    discussion: """
      The program goes to standard output, or to the file that -o names; progress and the reason for the \
      choice go to standard error.

      Exits with 0 when the program passes the public tests, with 4 when none does (the best one is printed \
      all the same), 6 when the budget was reached, 64 for a usage error, 65 for a problem that cannot be read, \
      69 when the model's server does not serve or programs cannot be run here, 77 for missing or wrong \
      credentials, and 130 when interrupted. After 6, 69, 77 and 130, the same command with --resume goes on.
      """)

  @Argument(help: "Problem package, Markdown statement (FILE.md), or - for a statement on standard input.")
  var problem: String?

  @OptionGroup(title: "Method")
  var method: MethodFlags

  @OptionGroup(title: "Models")
  var models: ModelFlags

  @OptionGroup(title: "Sandbox")
  var sandbox: SandboxFlags

  @Option(name: .shortAndLong, help: ArgumentHelp("Write the program to this file.", valueName: "file"))
  var output: String?

  @Flag(help: "Print one JSON document instead of the program.")
  var json = false

  @OptionGroup
  var resuming: ResumeFlag

  @Flag(help: "Print how many model calls and tokens it would take at most, and do nothing.")
  var dryRun = false

  func validate() throws {
    guard problem != nil else {
      throw ValidationError(
        "Which problem? Pass a problem package (a directory with problem.yaml), a Markdown statement "
          + "(FILE.md), or - to read a statement from standard input.")
    }
  }

  func run() async throws {
    try await runCancellable { try await solve() }
  }

  private func solve() async throws {
    let settings = try Settings.resolve(method: method, models: models, sandbox: sandbox)
    if problem == "-", isatty(STDIN_FILENO) == 1 {
      printError("reading the problem statement from the terminal; end it with Ctrl-D")
    }
    let (package, warnings) = try ProblemArgument.load(problem ?? "-")
    warnings.forEach { printError("warning: \(terminalSafe($0))") }
    if dryRun {
      let plan = try await CallPlan(package, settings: settings)
      return try writeOutput(Data(plan.text.utf8))
    }
    let file = try outputFile()
    let outcome = try await SolveSession(settings: settings, package: package, resume: resuming.run).solve()
    try deliver(outcome, language: settings.method.language, to: file)
    if outcome.isBudgetReached {
      printError("the budget was reached before all calls were made: raise it and add --resume to go on")
      throw SStarExit.budgetReached
    }
    if !outcome.solution.passesPublicTests { throw SStarExit.notAccepted }
  }

  /// Found out before any work is done.
  private func outputFile() throws -> OutputFile? {
    do {
      return try output.map { path throws(OutputFileError) in try OutputFile(path) }
    } catch {
      throw ValidationError("-o: \(terminalSafe("\(error)"))")
    }
  }

  private func deliver(_ outcome: SolveSession.Outcome, language: String, to file: OutputFile?) throws {
    let solution = outcome.solution
    let source = Data((solution.program?.source ?? "").utf8)
    var failure: OutputFileError?
    do {
      try file?.write(source)
    } catch {
      failure = error
    }
    do {
      if json {
        try writeOutput(SolutionDocument(solution, language: language, run: outcome.run).encoded())
      } else if file == nil || failure != nil {
        let text = String(decoding: source, as: UTF8.self)
        try writeOutput(isatty(STDOUT_FILENO) == 1 ? Data(terminalSafe(text).utf8) : source)
      }
    } catch let error as OutputFileError {
      failure = failure ?? error
    }
    let terminal = Terminal(STDERR_FILENO)
    warningLines(solution.warnings).forEach { printError("warning: \($0)") }
    if outcome.isLive { UsageText.lines(solution.usageByRole).forEach { printError($0) } }
    printError("recorded in \(terminalLine(shownPath(outcome.run)))")
    printError(
      terminal.coloured(
        SolutionText.closingLine(solution), solution.passesPublicTests ? .green : .yellow))
    if let failure {
      let rescue = file == nil || json ? "" : "; the program went to standard output instead"
      printError("error: \(terminalSafe("\(failure)"))\(rescue)")
      throw ExitCode(1)
    }
    if let file { printError("wrote \(terminalSafe(file.path))") }
  }

  /// Each warning once, with how often it came.
  private func warningLines(_ warnings: [String]) -> [String] {
    let counts = Dictionary(warnings.map { ($0, 1) }, uniquingKeysWith: +)
    var seen = Set<String>()
    return warnings.filter { seen.insert($0).inserted }.map { text in
      let count = counts[text] ?? 1
      return terminalSafe(text) + (count > 1 ? " (\(count) times)" : "")
    }
  }
}
