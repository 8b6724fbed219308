import Foundation
import SStar
import SStarExecution

/// Makes problem packages of the problems in other formats.
public struct SuiteImport: Sendable {
  private let format: ImportFormat?
  private let runner: (any InvocationRunner)?
  private let concurrency: Int

  /// - Parameters:
  ///   - format: the format of all files; by the fields of each record when nil.
  ///   - runner: runs reference solutions, to check what was imported; nil for no checks.
  public init(format: ImportFormat? = nil, runner: (any InvocationRunner)?, concurrency: Int = 1) {
    self.format = format
    self.runner = runner
    self.concurrency = concurrency
  }

  /// Imports files, and directories of the APPS format, into a new directory; when nothing can be imported
  /// there is none.
  /// - Parameters:
  ///   - replaces: whether an earlier import may be replaced.
  ///   - progress: called after each record.
  /// - Throws: ``PackageError``, `CancellationError`, or what the runner throws.
  public func run(
    _ files: [URL], to directory: URL, replaces: Bool = false,
    progress: @Sendable (ImportReport) -> Void = { _ in }
  ) async throws -> ImportReport {
    let destination = try ImportDestination(directory, replaces: replaces)
    do {
      var session = ImportSession(
        format: format, runner: runner, concurrency: concurrency, suite: destination.stage)
      // A file that cannot be one of these is told before there is work on the others.
      for file in files {
        if APPSDirectory.isOne(file) {
          _ = try APPSDirectory.problems(in: file)
        } else {
          try ImportFile.check(file)
        }
      }
      for file in files {
        if APPSDirectory.isOne(file) {
          for problem in try APPSDirectory.problems(in: file) {
            try Task.checkCancellation()
            try await session.add(place: problem.path) { try APPSDirectory.record(problem) }
            progress(session.report)
          }
          continue
        }
        var records = try ImportFile(file)
        while let piece = try records.next() {
          try Task.checkCancellation()
          try await session.add(place: "\(file.lastPathComponent):\(piece.line)") {
            try ImportRecord(parsing: piece.text)
          }
          progress(session.report)
        }
      }
      guard !session.report.imported.isEmpty || !session.report.skipped.isEmpty else {
        throw PackageError(
          file: files.map(\.path).joined(separator: ", "), problem: "holds no records; nothing was imported")
      }
      if session.report.imported.isEmpty {
        destination.abandon()
      } else {
        try destination.finish(session.report)
      }
      return session.report
    } catch {
      destination.abandon()
      throw error
    }
  }
}
