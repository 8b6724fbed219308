import ArgumentParser
import Foundation
import SStarEvaluation

/// `sstar report`: the reports of a run, from its record alone.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the reports of a recorded run.",
    discussion: """
      Writes report.html (one file that needs nothing else, to open in a browser), junit.xml (for build servers) \
      and summary.md (for job summaries), for an evaluation also summary.json, problems.jsonl and timing.json. \
      Everything follows from the events of the run: an interrupted run can be reported too, and so can the run \
      of a solve, which has no grades.

      Prints the path of each file. Exits with 64 for a usage error, 65 when the run cannot be read, 130 when \
      interrupted, and 1 for any other failure, such as a file that cannot be written.
      """)

  @Argument(help: "Run directory, such as runs/20260101T120000Z-….")
  var run: String

  @Option(
    help: ArgumentHelp(
      "Which reports: html, junit, markdown, separated by commas (default: all).", valueName: "formats"))
  var format: String?

  @Option(name: .shortAndLong, help: "Directory for the files (default: the run directory).")
  var output: String?

  func validate() throws { _ = try formats }

  private var formats: [ReportFormat] {
    get throws {
      guard let format else { return ReportFormat.allCases }
      return try format.split(separator: ",", omittingEmptySubsequences: false).map { name in
        guard let format = ReportFormat(rawValue: name.trimmingCharacters(in: .whitespaces)) else {
          let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
          throw ValidationError(
            "There is no format '\(terminalLine(String(name)))'; --format takes \(known).")
        }
        return format
      }
    }
  }

  func run() async throws {
    try await runCancellable { try await report() }
  }

  private func report() async throws {
    let directory = try RunDirectory(reading: URL(fileURLWithPath: run))
    let account = try await RunAccount(directory)
    let target = URL(fileURLWithPath: output ?? run, isDirectory: true)
    try makeDirectory(target)
    var files = try await formats.asyncMap { try await account.write($0, in: target).path }
    if account.kind == .evaluation {
      let summary = EvaluationSummary(account.record)
      files += try RunReports(in: target).write(summary, EvaluationTiming(account.record)).map(\.path)
    }
    try writeOutput(Data(files.map { terminalPath(shownPath($0)) + "\n" }.joined().utf8))
  }
}

extension Sequence {
  fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
