import Foundation
import SStar

/// A statement as plain Markdown: its examples become the public tests.
///
/// Recognised are headings or labels such as `Sample Input 1`, `Example input`, `Input:` followed by a
/// fenced block (or, for labels, by plain lines), each with its output counterpart; and, for functions, a
/// fenced Python `def` with doctest lines (`>>> f(1, 2)`).
public enum PlainStatement {
  /// - Returns: the problem, and warnings for the user, such as that no example was recognised.
  public static func parse(_ text: String, id: String) -> (problem: Problem, warnings: [String]) {
    let lines = text.components(separatedBy: "\n").map { $0.hasSuffix("\r") ? String($0.dropLast()) : $0 }
    var problem = Problem(
      id: id, title: title(lines) ?? id, statement: text, publicTests: examples(lines), limits: limits(text))
    if problem.publicTests.isEmpty, let function = DoctestExamples(lines) {
      problem.kind = .function(function.signature)
      problem.publicTests = function.tests
      problem.comparison = .json(TokenComparison())
    }
    let warnings =
      problem.publicTests.isEmpty
      ? [
        "no examples recognised in the statement, so there are no public tests; "
          + "write them as fenced blocks under “Sample Input 1” and “Sample Output 1”"
      ] : []
    return (problem, warnings)
  }

  private static func title(_ lines: [String]) -> String? {
    lines.first { $0.hasPrefix("# ") }.map { $0.dropFirst(2).trimmingCharacters(in: .whitespaces) }
  }

  private static func limits(_ text: String) -> Limits {
    let lower = text.lowercased()
    func number(after label: String) -> (value: Double, unit: Substring)? {
      guard let range = lower.range(of: label) else { return nil }
      let rest = lower[range.upperBound...].prefix(60).drop { !$0.isNumber && $0 != "\n" }
      let digits = rest.prefix { $0.isNumber || $0 == "." }
      guard let value = Double(digits), value > 0 else { return nil }
      let unit = rest.dropFirst(digits.count).drop { $0 == " " || $0 == "*" }.prefix { $0.isLetter }
      return (value, unit)
    }
    var seconds = 2.0
    if let time = number(after: "time limit") {
      seconds = time.unit.hasPrefix("m") && !time.unit.hasPrefix("min") ? time.value / 1000 : time.value
    }
    var memory = 1 << 30
    if let limit = number(after: "memory limit") {
      let scale = limit.unit.hasPrefix("g") ? 1 << 30 : limit.unit.hasPrefix("k") ? 1 << 10 : 1 << 20
      memory = max(Int(clamping: Int64(limit.value * Double(scale))), 16 << 20)
    }
    return Limits(cpuSeconds: seconds, memoryBytes: memory)
  }

  private enum Part: Equatable {
    case input, output
  }

  private static func examples(_ lines: [String]) -> [TestCase] {
    var blocks: [(part: Part, text: String)] = []
    var index = 0
    while index < lines.count {
      guard let (part, inline) = label(lines[index]) else {
        index += isFence(lines[index]) ? fencedBlock(lines, from: index).count + 2 : 1
        continue
      }
      index += 1
      var next = index
      while next < lines.count, lines[next].trimmingCharacters(in: .whitespaces).isEmpty { next += 1 }
      if !inline.isEmpty {
        blocks.append((part, inline + "\n"))
      } else if next < lines.count, isFence(lines[next]) {
        let block = fencedBlock(lines, from: next)
        blocks.append((part, block.isEmpty ? "" : block.joined(separator: "\n") + "\n"))
        index = next + block.count + 2
      } else if isExampleLabel(lines[index - 1]) {
        // A labelled block without fences ends at an empty line or the next label.
        var plain: [String] = []
        while next < lines.count, !lines[next].trimmingCharacters(in: .whitespaces).isEmpty,
          label(lines[next]) == nil,
          !lines[next].hasPrefix("#")
        {
          plain.append(lines[next].hasPrefix("    ") ? String(lines[next].dropFirst(4)) : lines[next])
          next += 1
        }
        if !plain.isEmpty { blocks.append((part, plain.joined(separator: "\n") + "\n")) }
        index = next
      }
    }
    var tests: [TestCase] = []
    var input: String?
    for block in blocks {
      if block.part == .input {
        input = block.text
      } else if let given = input {
        tests.append(
          TestCase(
            name: "sample/\(tests.count + 1)", input: Data(given.utf8), expectedOutput: Data(block.text.utf8))
        )
        input = nil
      }
    }
    return tests
  }

  private static func isFence(_ line: String) -> Bool {
    line.trimmingCharacters(in: .whitespaces).hasPrefix("```")
  }

  private static func fencedBlock(_ lines: [String], from fence: Int) -> [String] {
    Array(lines[(fence + 1)...].prefix { !isFence($0) })
  }

  /// Whether a line can only introduce an example, not the description of the input format.
  private static func isExampleLabel(_ line: String) -> Bool {
    let lower = line.lowercased()
    return lower.contains("sample") || lower.contains("example")
      || lower.trimmingCharacters(in: .whitespaces).hasSuffix(":")
  }

  /// Recognises `### Sample Input 1`, `**Input:**`, `Example output`, and `Input: 3 4` with its text.
  private static func label(_ line: String) -> (part: Part, inline: String)? {
    let stripped = line.trimmingCharacters(in: CharacterSet(charactersIn: " \t#*_`"))
    var words = stripped.lowercased().split { !$0.isLetter && !$0.isNumber }[...]
    while let word = words.first,
      ["sample", "example", "examples", "test", "case"].contains(word) || Int(word) != nil
    {
      words = words.dropFirst()
    }
    guard let first = words.first, first == "input" || first == "output" else { return nil }
    let part: Part = first == "input" ? .input : .output
    let rest = words.dropFirst()
    if rest.allSatisfy({
      Int($0) != nil || ["sample", "example", "case", "test", "for", "data"].contains($0)
    }) {
      if let colon = stripped.firstIndex(of: ":") {
        return (
          part,
          stripped[stripped.index(after: colon)...].trimmingCharacters(in: CharacterSet(charactersIn: " *`"))
        )
      }
      return (part, "")
    }
    guard let colon = stripped.firstIndex(of: ":"), stripped[..<colon].count < 24 else { return nil }
    return (
      part,
      stripped[stripped.index(after: colon)...].trimmingCharacters(in: CharacterSet(charactersIn: " *`"))
    )
  }
}
