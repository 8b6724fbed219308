import Foundation

/// A directory of problem packages for one test, removed when the test is done with it.
final class SuiteDirectory {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("suite-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A package whose programs print what they read; its tests have the inputs 1, 2, 3, the first one public.
  func package(
    _ files: [String: String] = [:], name: String = "echo", yaml: String = "name: Echo"
  ) throws -> URL {
    var all = [
      "problem.yaml": yaml, "problem_statement/problem.en.md": "Print what you read.", ".timelimit": "1",
      "submissions/accepted/right.py": "",
    ]
    for (group, input) in [("sample", 1), ("secret", 2), ("secret", 3)] {
      all["data/\(group)/\(input).in"] = "\(input)\n"
      all["data/\(group)/\(input).ans"] = "\(input)\n"
    }
    all.merge(files) { _, new in new }
    let package = url.appendingPathComponent(name)
    for (path, contents) in all { try write(contents, to: package.appendingPathComponent(path)) }
    return package
  }

  func write(_ contents: String, to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(contents.utf8).write(to: file)
  }
}
