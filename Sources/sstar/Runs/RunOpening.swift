import ArgumentParser
import Foundation
import SStarEvaluation

/// Finds or makes the run directory of a command.
struct RunOpening: Sendable {
  /// What `--resume` means without a value.
  static let latest = "latest"

  /// Directory that holds the runs.
  let parent: URL
  /// Nil for a new run; ``latest``, or a run directory.
  let resume: String?
  let label: String

  /// - Throws: ``RunError``
  func open(_ configuration: RunConfiguration) throws -> RunDirectory {
    guard let resume else { return try RunDirectory(in: parent, label: label, configuration: configuration) }
    if resume != Self.latest {
      return try RunDirectory(resuming: URL(fileURLWithPath: resume), configuration: configuration)
    }
    if let found = RunDirectory.latest(in: parent, configuration: configuration) {
      printError("going on with \(terminalPath(found.path))")
      return try RunDirectory(resuming: found, configuration: configuration)
    }
    printError("no earlier run with these settings in \(terminalPath(parent.path)): this is a new one")
    return try RunDirectory(in: parent, label: label, configuration: configuration)
  }
}
