import Foundation

@testable import TestServers

/// A suite of small packages and a working directory.
final class SuitePlace {
  let directory: URL

  /// Each problem asks for a sum; its public test does not tell a sum from a sum of absolute values.
  init(_ names: [String] = ["add-a", "add-b", "add-c"], files: [String: String] = [:]) throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("eval-\(UUID().uuidString)")
    for name in names {
      try write("suite/\(name)/problem.yaml", "name: \(name)\n")
      try write("suite/\(name)/.timelimit", "1\n")
      try write("suite/\(name)/problem_statement/problem.md", "Problem \(name).\n" + ModelServer.statement)
      for (test, numbers, sum) in [
        ("sample/1", "1 2", "3"), ("secret/1", "-3 5", "2"), ("secret/2", "4 4", "8"),
      ] {
        try write("suite/\(name)/data/\(test).in", numbers + "\n")
        try write("suite/\(name)/data/\(test).ans", sum + "\n")
      }
      let verdicts = [
        "accepted": ModelServer.right, "wrong_answer": ModelServer.wrong, "run_time_error": "1 / 0\n",
      ]
      for (verdict, source) in verdicts { try write("suite/\(name)/submissions/\(verdict)/a.py", source) }
    }
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  func write(_ name: String, _ text: String) throws {
    let file = directory.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: directory.appendingPathComponent(name))
  }

  func eval(_ more: String...) async throws -> CommandRun {
    try await CommandRun(["eval", "suite"] + more, home: directory, workingDirectory: directory)
  }

  func live(_ server: ScriptedServer, _ more: [String]) -> [String] {
    ["eval", "suite", "-m", "openai/tiny", "--base-url", server.url + "/v1", "--cache", "off"] + more
  }

  var runs: [URL] {
    let parent = directory.appendingPathComponent("runs")
    return ((try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []).sorted()
      .map { parent.appendingPathComponent($0) }
  }

  func events(_ run: URL) throws -> [[String: Any]] {
    let text = try String(contentsOf: run.appendingPathComponent("events.jsonl"), encoding: .utf8)
    return text.components(separatedBy: "\n").dropLast().compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  func summary(_ run: URL) throws -> [String: Any] {
    let data = try Data(contentsOf: run.appendingPathComponent("summary.json"))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }
}
