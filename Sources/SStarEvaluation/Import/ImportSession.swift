import Foundation
import SStar
import SStarExecution

/// One import under way: what came of the records so far.
struct ImportSession {
  let format: ImportFormat?
  let runner: (any InvocationRunner)?
  let concurrency: Int
  let suite: URL
  private(set) var report = ImportReport()
  private var names = PackageNames()

  init(format: ImportFormat?, runner: (any InvocationRunner)?, concurrency: Int, suite: URL) {
    self.format = format
    self.runner = runner
    self.concurrency = concurrency
    self.suite = suite
  }

  /// Imports one record, or tells in the report why not.
  /// - Throws: what is no fault of the record.
  mutating func add(place: String, _ read: () throws -> ImportRecord) async throws {
    var id: String?
    do {
      let record = try read()
      guard let format = format ?? ImportFormat(of: record) else {
        throw ImportSkip("unknown format", "no known format has the fields \(record.shownNames)")
      }
      id = Self.id(of: record)
      let problem = try await format.problem(record, oracle: runner.map(ReferenceOracle.init))
      id = problem.origin.id
      guard !problem.hiddenTests.isEmpty else {
        throw ImportSkip("no tests", "there are no hidden tests, so no program could be judged")
      }
      let name = try names.name(for: problem.origin)
      try PackageWriter(suite: suite).write(problem, name: name)
      let entry = try await checked(problem, name: name, format: format, place: place)
      report.imported.append(entry)
    } catch let skip as ImportSkip {
      report.skipped.append(
        ImportReport.Skipped(id: id, source: place, reason: skip.reason, detail: skip.detail))
    }
  }

  private mutating func checked(
    _ problem: ImportedProblem, name: String, format: ImportFormat, place: String
  ) async throws -> ImportReport.Imported {
    let package = suite.appendingPathComponent(name)
    var outcome = ReferenceCheck.Outcome()
    do {
      if let runner {
        outcome = try await ReferenceCheck(runner: runner, concurrency: concurrency).check(package)
      } else {
        _ = try ProblemPackageLoader.load(package)
      }
    } catch let error as PackageError {
      try FileManager.default.removeItem(at: package)
      names.free(name)
      throw ImportSkip("no valid package", error.description.replacing(suite.path + "/", with: ""))
    }
    try ReferenceCheck.remove(outcome.wrongExamples, from: package)
    return ImportReport.Imported(
      package: name, id: problem.origin.id, format: format, source: place,
      publicTests: problem.publicTests.count - outcome.wrongExamples.count,
      hiddenTests: problem.hiddenTests.count, isConfirmed: outcome.isConfirmed,
      warnings: problem.warnings + outcome.warnings)
  }

  private static func id(of record: ImportRecord) -> String? {
    for field in ["task_id", "question_id", "problem_id", "name", "id"] {
      if let id = try? record.optionalText(field) { return id }
    }
    return nil
  }
}
