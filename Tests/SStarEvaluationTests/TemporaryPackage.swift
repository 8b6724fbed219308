import Foundation
import SStar

@testable import SStarEvaluation

/// A package in a directory of its own, which is removed with this value.
final class TemporaryPackage {
  let directory: URL
  private let root: URL

  /// A package of one sample and one hidden test; `files` adds to it or replaces.
  /// - Parameter yaml: the contents of `problem.yaml`.
  init(yaml: String = "name: Add\nlimits:\n  time_limit: 1\n", _ files: [String: String] = [:]) throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-\(UUID().uuidString)")
    directory = root.appendingPathComponent("add")
    let standard = [
      "problem.yaml": yaml, "problem_statement/problem.en.md": "Add two numbers.\n",
      "data/sample/1.in": "1 2\n", "data/sample/1.ans": "3\n", "data/secret/1.in": "2 2\n",
      "data/secret/1.ans": "4\n",
    ]
    for (name, text) in standard.merging(files, uniquingKeysWith: { $1 }) { try write(name, text) }
  }

  deinit {
    try? FileManager.default.removeItem(at: root)
  }

  // Methods, so that the directory outlives the reading.
  func load() throws -> ProblemPackage { try ProblemPackageLoader.load(directory) }
  func hiddenTests() throws -> [TestCase] { try HiddenTests(package: directory).load() }

  func path(_ name: String) -> URL { directory.appendingPathComponent(name) }

  func write(_ name: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      at: path(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: path(name))
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: path(name))
  }

  /// Makes a link to `target`, which is relative to the link's directory or absolute.
  func link(_ name: String, to target: String) throws {
    try FileManager.default.createDirectory(
      at: path(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: path(name).path, withDestinationPath: target)
  }

  /// Writes a file beside the package, outside of it.
  func writeOutside(_ name: String, _ text: String) throws -> String {
    let url = root.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }
}
