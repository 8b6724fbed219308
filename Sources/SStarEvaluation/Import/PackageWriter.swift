import Foundation
import SStar
import SStarExecution

/// Writes problem packages.
struct PackageWriter {
  /// The directory that holds the packages.
  let suite: URL

  /// Writes the package `name`, which must not be there.
  func write(_ problem: ImportedProblem, name: String) throws {
    let package = suite.appendingPathComponent(name)
    func put(_ path: String, _ contents: Data) throws {
      let url = package.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try contents.write(to: url)
    }
    try put("problem.yaml", Data(Self.yaml(problem).utf8))
    try put("problem_statement/problem.md", Data(problem.statement.utf8))
    for (folder, tests) in [("sample", problem.publicTests), ("secret", problem.hiddenTests)] {
      for (test, number) in zip(tests, Self.numbers(upTo: tests.count)) {
        switch test {
        case .data(let input, let answer):
          try put("data/\(folder)/\(number).in", input)
          try put("data/\(folder)/\(number).ans", answer)
        case .assertions(let code): try put("data/\(folder)/\(number).py", Data(code.utf8))
        }
      }
    }
    for submission in problem.submissions {
      try put("submissions/\(submission.folder)/\(submission.file)", Data(submission.source.utf8))
    }
  }

  /// `01`, `02`…: the order of names is the order of tests.
  static func numbers(upTo count: Int) -> [String] {
    let width = String(count).count
    return (1...max(1, count)).map { number in
      String(repeating: "0", count: width - String(number).count) + String(number)
    }
  }

  private static func yaml(_ problem: ImportedProblem) -> String {
    var lines = [
      "name: \(quoted(problem.title))", "source: \(quoted("\(problem.origin.format) \(problem.origin.id)"))",
      "validation: default",
    ]
    if !problem.validatorFlags.isEmpty { lines.append("validator_flags: \(problem.validatorFlags)") }
    lines += ["limits:", "  time_limit: \(problem.seconds)"]
    if let memory = problem.memoryMiB { lines.append("  memory: \(memory)") }
    lines.append("sstar:")
    if let function = problem.function {
      lines.append("  entry_point: \(quoted(function.entryPoint))")
      lines.append("  signature: \(quoted(function.signature))")
    }
    let hasAssertions = (problem.publicTests + problem.hiddenTests).contains { test in
      if case .assertions = test { true } else { false }
    }
    if hasAssertions { lines.append("  assertions: true") }
    lines.append("  origin:")
    let origin = problem.origin
    let fields = [
      ("format", origin.format), ("id", origin.id), ("difficulty", origin.difficulty),
      ("platform", origin.platform), ("contest", origin.contest), ("date", origin.date), ("url", origin.url),
    ]
    for (name, value) in fields {
      if let value, !value.isEmpty { lines.append("    \(name): \(quoted(value))") }
    }
    if !origin.tags.isEmpty {
      lines.append("    tags: [\(origin.tags.map(quoted).joined(separator: ", "))]")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A JSON string is a YAML one.
  private static func quoted(_ text: String) -> String {
    String(decoding: JSONValue.string(Array(text.utf8)).text, as: UTF8.self)
  }
}
