import Foundation

/// A suite of many small packages, each with programs that are right, wrong in several ways, or crash.
///
/// With the bundled model, which draws from them, it is an evaluation without a network whose size can be chosen.
struct GeneratedSuite {
  let directory: URL
  let problems: Int

  /// Lines that make the programs as long as those of a language model.
  private static let padding = (0..<40).map { "# Step \($0): nothing is done here, as in much code.\n" }
    .joined()

  func write() throws {
    for number in 0..<problems { try write(number) }
  }

  private func write(_ number: Int) throws {
    let package = directory.appendingPathComponent("sum-" + String(1_000_000 + number).dropFirst())
    let (factor, offset) = (number % 90 + 2, number / 90)
    func file(_ name: String, _ text: String) throws {
      let file = package.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try file("problem.yaml", "name: Weighted Sum \(number)\n")
    try file(".timelimit", "2\n")
    try file("problem_statement/problem.md", statement(factor, offset))
    let tests = [
      "sample/1": [1, 2, 3], "sample/2": [7], "secret/1": [-4, 9, 0], "secret/2": [5, -1000, 1000, 12],
      "secret/3": Array(-10...9),
    ]
    for (name, values) in tests {
      let answer = values.reduce(0) { $0 + factor * $1 } + offset
      try file(
        "data/\(name).in", "\(values.count)\n\(values.map(String.init).joined(separator: " "))\n")
      try file("data/\(name).ans", "\(answer)\n")
    }
    let read = "\(Self.padding)n = int(input())\nxs = list(map(int, input().split()))\n"
    let programs = [
      "accepted/a": "print(sum(\(factor) * x for x in xs) + \(offset))\n",
      "accepted/b": "total = \(offset)\nfor x in xs:\n    total += \(factor) * x\nprint(total)\n",
      "wrong_answer/a": "print(sum(\(factor) * abs(x) for x in xs) + \(offset))\n",
      "wrong_answer/b": "print(sum(\(factor) * x for x in xs if x > 0) + \(offset))\n",
      "wrong_answer/c": "print(sum(\(factor) * x for x in xs[:9]) + \(offset))\n",
      "wrong_answer/d": "print(sum(\(factor) * x for x in xs) + \(offset + 1))\n",
      "run_time_error/a": "assert n < 9\nprint(sum(\(factor) * x for x in xs) + \(offset))\n",
    ]
    for (name, body) in programs { try file("submissions/\(name).py", read + body) }
  }

  private func statement(_ factor: Int, _ offset: Int) -> String {
    """
    Given are $n$ ($1 \\le n \\le 20$) and $n$ integers $x_i$ ($-1000 \\le x_i \\le 1000$).
    Print the sum of all $\(factor) x_i$, plus \(offset).

    ## Input

    One line with $n$, and one line with the $n$ integers.

    ## Output

    One integer.
    """
  }
}
