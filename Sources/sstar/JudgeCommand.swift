import ArgumentParser
import Foundation
import SStar
import SStarEvaluation
import SStarExecution

/// `sstar judge`: the verdict of one program on each test.
struct JudgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge", abstract: "Run a program on all tests of a problem, hidden ones included.",
    discussion: "Exits with 0 when the program is accepted and with 4 when it is not.")

  @Argument(help: "Source file, or a directory of source files.")
  var program: String

  @Argument(help: "Problem package, or a Markdown statement with examples.")
  var problem: String

  @Flag(help: "Print one JSON document instead of lines.")
  var json = false

  @Option(help: "Language id; by the file's extension when not given.")
  var language: String?

  @Flag(help: "Stop at the first test that is not accepted.")
  var firstFailure = false

  @OptionGroup(title: "Sandbox")
  var sandbox: SandboxFlags

  func run() async throws {
    try await runCancellable { try await judge() }
  }

  private func judge() async throws {
    let options = try SandboxOptions.resolve(sandbox)
    let (package, warnings) = try ProblemArgument.load(problem, toJudge: true)
    warnings.forEach { printError("warning: \(terminalSafe($0))") }
    let program = try loadProgram(for: package.problem)
    let hidden = try package.directory.map { try HiddenTests(package: $0).load() } ?? []
    guard !package.problem.publicTests.isEmpty || !hidden.isEmpty else {
      throw PackageError(file: problem, problem: "has no tests to judge by")
    }
    let judgement = try await Sandbox.withSandbox(options) { sandbox in
      let executor = PackageExecutor(runner: sandbox, outputValidator: package.outputValidator)
      return try await SubmissionJudge(executor: executor, concurrency: options.workers).judge(
        program, problem: package.problem, hiddenTests: hidden, stopsAtFailure: firstFailure
      ) { item in
        if !json { print(JudgementText.line(item)) }
      }
    }
    if json {
      print(try JudgementText.json(judgement))
    } else {
      print("\(judgement.verdict.rawValue) (\(JudgementText.summary(judgement)))")
    }
    if judgement.verdict != .accepted { throw SStarExit.notAccepted }
  }

  private func loadProgram(for problem: Problem) throws -> Program {
    let url = URL(fileURLWithPath: program)
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
      throw PackageError(file: program, problem: "no such file; give the source file of a program")
    }
    var loaded: Program
    if isDirectory.boolValue {
      var programs = PackagePrograms()
      guard let found = try programs.program(inDirectory: url) else {
        throw PackageError(file: program, problem: "holds no source file of a known language")
      }
      loaded = found
    } else {
      guard let contents = FileManager.default.contents(atPath: url.path) else {
        throw PackageError(file: program, problem: "cannot be read; check its permissions")
      }
      guard let language = language ?? PackagePrograms.language(ofFile: url.lastPathComponent) else {
        throw PackageError(
          file: program, problem: "its language is unknown by the extension; name it with --language")
      }
      loaded = Program(
        language: language, files: [Program.File(name: url.lastPathComponent, contents: contents)])
    }
    if let language { loaded.language = language }
    if case .function(let function) = problem.kind { loaded.entryPoint = function.entryPoint }
    return loaded
  }
}
