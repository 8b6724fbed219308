import Foundation

/// The directory that an import makes: complete or not at all.
struct ImportDestination {
  static let report = "import-report.json"

  private let target: URL
  /// Where the packages are written until all are there.
  let stage: URL

  /// - Parameter replaces: whether an earlier import may be replaced.
  /// - Throws: ``PackageError`` when there is something else already.
  init(_ directory: URL, replaces: Bool) throws {
    target = directory.standardizedFileURL
    stage = target.deletingLastPathComponent()
      .appendingPathComponent(".\(target.lastPathComponent).\(UUID().uuidString)")
    let names = try? FileManager.default.contentsOfDirectory(atPath: target.path)
    if FileManager.default.fileExists(atPath: target.path), names?.isEmpty != true {
      guard replaces else {
        throw PackageError(
          file: directory.path, problem: "is there already; give --force to replace an earlier import")
      }
      guard names?.contains(Self.report) == true else {
        throw PackageError(
          file: directory.path,
          problem: "is no earlier import (it has no \(Self.report)), so it is not replaced")
      }
    }
    do {
      try FileManager.default.createDirectory(at: stage, withIntermediateDirectories: true)
    } catch {
      throw PackageError(file: directory.path, problem: "cannot be made: \(error.localizedDescription)")
    }
  }

  /// Puts the packages in their place.
  func finish(_ report: ImportReport) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(report).write(to: stage.appendingPathComponent(Self.report))
    if FileManager.default.fileExists(atPath: target.path) { try FileManager.default.removeItem(at: target) }
    try FileManager.default.moveItem(at: stage, to: target)
  }

  /// Leaves everything as it was.
  func abandon() {
    try? FileManager.default.removeItem(at: stage)
  }
}
