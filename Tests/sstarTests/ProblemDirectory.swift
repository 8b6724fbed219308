import Foundation

/// Files in a temporary directory: a package `add` (print the sum of two numbers), and programs for it.
final class ProblemDirectory {
  let url: URL

  init(yaml: String = "name: Add\n", _ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("problems-\(UUID().uuidString)")
    let standard = [
      "add/problem.yaml": yaml, "add/.timelimit": "1",
      "add/problem_statement/problem.md": "Add two numbers.\n",
      "add/data/sample/1.in": "1 2\n", "add/data/sample/1.ans": "3\n", "add/data/secret/1.in": "2 2\n",
      "add/data/secret/1.ans": "4\n", "add/data/secret/2.in": "5 6\n", "add/data/secret/2.ans": "11\n",
      "right.py": "print(sum(map(int, input().split())))\n", "three.py": "print(3)\n",
    ]
    for (name, text) in standard.merging(files, uniquingKeysWith: { $1 }) { try write(name, text) }
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ name: String, _ text: String) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}
