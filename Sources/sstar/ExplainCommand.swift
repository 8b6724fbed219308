import ArgumentParser
import Foundation
import SStarEvaluation

/// `sstar explain`: why the winner won.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say why the chosen program won.",
    discussion: """
      Tells, from the record of a run alone, which candidate was chosen and why, the clusters of candidates that \
      behave alike, an input on which the chosen program and another differ, how the program came to be, and how \
      it was graded. Of an evaluation name one problem; of several repeats all are told, or one, as in NAME#1.

      Exits with 64 for a usage error, also when it takes a problem's name to know which is meant, 65 when the run \
      cannot be read or has no such problem, 130 when interrupted, and 1 for any other failure.
      """)

  @Argument(help: "Run directory, such as runs/20260101T120000Z-….")
  var run: String

  @Argument(help: "Problem of an evaluation; the run of a solve has one.")
  var problem: String?

  func run() async throws {
    try await runCancellable { try await explain() }
  }

  private func explain() async throws {
    let account = try await RunAccount(try RunDirectory(reading: URL(fileURLWithPath: run)))
    let units = account.record.units.filter {
      problem == nil || $0.record.unit == problem || $0.record.problem == problem
    }
    if let problem, units.isEmpty { throw missing(problem, account) }
    if units.isEmpty {
      throw RunError.cannotRead(path: run, reason: "nothing came to its end: the run was interrupted")
    }
    // Of several, which one is meant?
    guard problem != nil || units.count == 1 else {
      throw ValidationError(
        "Which problem? \(names(account)).\nName one: sstar explain \(terminalLine(run)) PROBLEM")
    }
    let texts = try await Self.texts(units, account)
    try writeOutput(Data(texts.joined(separator: "\n").utf8))
  }

  private static func texts(_ units: [UnitOutcome], _ account: RunAccount) async throws -> [String] {
    var texts: [String] = []
    for unit in units {
      texts.append(ExplanationText(account: try await account.account(of: unit), kind: account.kind).text)
    }
    return texts
  }

  private func missing(_ problem: String, _ account: RunAccount) -> RunError {
    let isUnfinished = account.unfinished.contains { $0 == problem || $0.hasPrefix(problem + "#") }
    return .cannotRead(
      path: run,
      reason: isUnfinished
        ? "\(problem) did not come to its end: go on with the run by --resume"
        : "has no problem \(problem); it has \(names(account))")
  }

  private func names(_ account: RunAccount) -> String {
    let names = Set(account.record.units.map(\.record.problem)).sorted()
    let shown = names.prefix(20).map { terminalLine($0, limit: 60) }.joined(separator: ", ")
    return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
  }
}
