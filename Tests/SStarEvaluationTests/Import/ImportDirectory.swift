import Foundation
import SStar

@testable import SStarEvaluation

/// A directory for an import, which is removed with this value.
final class ImportDirectory {
  let root = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-\(UUID().uuidString)")
  var output: URL { root.appendingPathComponent("out") }

  init() throws {
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// Writes records as JSON Lines.
  func write(_ records: [[String: Any]], _ name: String = "problems.jsonl") throws -> URL {
    var data = Data()
    for record in records {
      data += try JSONSerialization.data(withJSONObject: record, options: [.sortedKeys]) + Data("\n".utf8)
    }
    return try write(data, name)
  }

  func write(_ data: Data, _ name: String) throws -> URL {
    let url = root.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
    return url
  }

  func load(_ name: String) throws -> (package: ProblemPackage, hidden: [TestCase]) {
    let url = output.appendingPathComponent(name)
    return (try ProblemPackageLoader.load(url), try HiddenTests(package: url).load())
  }
}

/// Tests as texts: input and answer, or the code.
func texts(_ tests: [TestCase]) -> [String] {
  tests.map { test in
    let input = String(decoding: test.input, as: UTF8.self)
    return test.isAssertions
      ? "code \(input)" : "\(input)= \(String(decoding: test.expectedOutput, as: UTF8.self))"
  }
}
