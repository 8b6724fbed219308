import ArgumentParser
import Foundation
import SStarEvaluation
import SStarExecution

/// `sstar suite import`.
struct SuiteImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Make problem packages of HumanEval, MBPP, LiveCodeBench and the like.",
    discussion: """
      Reads .jsonl, .jsonl.gz and .json files, and directories of the APPS format. Each record becomes a package, \
      or is named with the reason why not; import-report.json in the new directory says all. Reference solutions \
      are run on the tests that were made, in the sandbox.
      """)

  /// Records between two signs of life.
  private static let progressStep = 100
  /// Enough to see which file, which record and what is wrong with it.
  private static let longestMessage = 300

  @Argument(help: "Files with problems.", completion: .file(extensions: ["jsonl", "json", "gz"]))
  var files: [String]

  @Option(name: .shortAndLong, help: "Directory to make.", completion: .directory)
  var output: String

  @Option(help: "auto (by the fields), \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = "auto"

  @Flag(help: "Replace an earlier import.")
  var force = false

  @Flag(help: "Exit with 65 when a record was skipped.")
  var strict = false

  @Flag(name: .customLong("no-check"), help: "Do not run reference solutions.")
  var noCheck = false

  @OptionGroup(title: "Sandbox")
  var sandbox: SandboxFlags

  func validate() throws {
    guard format == "auto" || ImportFormat(rawValue: format) != nil else {
      throw ValidationError(
        "unknown format “\(format)”; expected auto, "
          + ImportFormat.allCases.map(\.rawValue).joined(separator: ", "))
    }
  }

  func run() async throws {
    try await runCancellable { try await importAll() }
  }

  private func importAll() async throws {
    let options = try SandboxOptions.resolve(sandbox)
    let report: ImportReport
    if noCheck {
      report = try await importAll(runner: nil, concurrency: 1)
    } else {
      report = try await Sandbox.withSandbox(options) { sandbox in
        try await importAll(runner: sandbox, concurrency: options.workers)
      }
    }
    for message in report.messages() { printError(terminalLine(message, limit: Self.longestMessage)) }
    print(report.summary)
    if report.imported.isEmpty { printError("error: nothing was imported; \(output) was not changed") }
    if report.imported.isEmpty || (strict && !report.skipped.isEmpty) { throw SStarExit.badData }
  }

  private func importAll(runner: (any InvocationRunner)?, concurrency: Int) async throws -> ImportReport {
    try await SuiteImport(
      format: ImportFormat(rawValue: format), runner: runner, concurrency: concurrency
    ).run(files.map { URL(fileURLWithPath: $0) }, to: URL(fileURLWithPath: output), replaces: force) {
      report in
      let records = report.imported.count + report.skipped.count
      if records % Self.progressStep == 0 { printError("\(records) records…") }
    }
  }
}
