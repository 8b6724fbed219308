import Foundation
import SStar

/// Finds pairs of example input and output in the lines of a Markdown statement.
struct StatementExamples {
  private(set) var tests: [TestCase] = []
  /// Examples that were recognised and cannot be used.
  private(set) var warnings: [String] = []

  /// Whether the lines at hand belong to examples, so that less is needed to recognise one.
  private var inExamples = false
  private var input: String?
  /// A fenced block below a heading of examples, without a label of its own.
  private var unlabelled: String?

  mutating func read(_ lines: [String]) {
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if let label = StatementLabel(line) {
        if label.isExample { inExamples = true }
        index = readBlock(label, lines, after: index)
        unlabelled = nil
      } else if let fence = StatementFence(line) {
        let content = fence.content(lines, from: index)
        if inExamples { readUnlabelled(content, fence) }
        index += content.count + 2
      } else {
        if Self.isHeading(line) {
          inExamples = Self.mentionsExample(line)
          unlabelled = nil
        }
        index += 1
      }
    }
  }

  /// Reads what a label introduces, and returns the index of the line after it.
  private mutating func readBlock(_ label: StatementLabel, _ lines: [String], after index: Int) -> Int {
    if !label.inline.isEmpty {
      if inExamples || Self.isData(label.inline) { add(label.part, [Self.unquoted(label.inline)]) }
      return index + 1
    }
    let isEmpty: (String) -> Bool = { $0.allSatisfy(\.isWhitespace) }
    let next = lines[(index + 1)...].firstIndex { !isEmpty($0) } ?? lines.count
    guard next < lines.count else { return next }
    if let fence = StatementFence(lines[next]) {
      let content = fence.content(lines, from: next)
      add(label.part, content)
      return next + content.count + 2
    }
    let block = lines[next...].prefix {
      !isEmpty($0) && StatementLabel($0) == nil && !Self.isHeading($0) && StatementFence($0) == nil
        && !Self.isRemark($0)
    }
    guard inExamples || block.allSatisfy(Self.isData) else { return index + 1 }
    if !block.isEmpty { add(label.part, block.map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : $0 }) }
    return next + block.count
  }

  /// A fenced block below a heading of examples: one that holds labels itself, or one half of a pair.
  private mutating func readUnlabelled(_ content: [String], _ fence: StatementFence) {
    guard fence.isText else { return }
    if content.contains(where: { StatementLabel($0)?.part == .input }) {
      read(content)
      return
    }
    if let input = unlabelled {
      add(.input, [input])
      add(.output, content)
      unlabelled = nil
    } else {
      unlabelled = content.joined(separator: "\n")
    }
  }

  private mutating func add(_ part: StatementLabel.Part, _ lines: [String]) {
    let text = lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    switch part {
    case .input: input = text
    case .output:
      guard let given = input else { return }
      input = nil
      if given.prefixMatch(of: /\s*[A-Za-z_]\w*\s*=\s/) != nil {
        warnings.append(
          "an example is left out, because its input (\(given.prefix(40).trimmingCharacters(in: .newlines))) "
            + "names arguments; write it as a doctest line, >>> f(…)")
        return
      }
      tests.append(
        TestCase(
          name: "sample/\(tests.count + 1)", input: Data(given.utf8), expectedOutput: Data(text.utf8)))
    }
  }

  private static func isHeading(_ line: String) -> Bool {
    line.hasPrefix("#") || (line.hasPrefix("**") && line.count < 60)
      || (mentionsExample(line) && line.trimmingCharacters(in: .whitespaces).hasSuffix(":")
        && line.count < 40)
  }

  private static func mentionsExample(_ line: String) -> Bool {
    let words = line.lowercased().split { !$0.isLetter }
    return words.contains { ["example", "examples", "sample", "samples"].contains($0) }
  }

  private static func isRemark(_ line: String) -> Bool {
    let word = line.lowercased().drop { !$0.isLetter }.prefix { $0.isLetter }
    return ["explanation", "note", "notes", "constraints"].contains(word)
  }

  /// Whether a text can only be data: no words of two letters or more outside of quotes.
  private static func isData(_ text: String) -> Bool {
    let plain = text.replacing(/"[^"]*"|`[^`]*`/, with: "0")
    return plain.contains { !$0.isWhitespace } && plain.firstMatch(of: /[A-Za-z]{2}/) == nil
  }

  private static func unquoted(_ text: String) -> String {
    guard text.hasPrefix("`"), text.hasSuffix("`"), text.count >= 2 else { return text }
    return String(text.dropFirst().dropLast())
  }
}

/// The line that opens a fenced block.
struct StatementFence {
  private let mark: Character
  private let length: Int
  private let info: Substring

  init?(_ line: String) {
    let body = line.drop { $0 == " " }
    guard let mark = body.first, mark == "`" || mark == "~" else { return nil }
    length = body.prefix { $0 == mark }.count
    guard length >= 3 else { return nil }
    self.mark = mark
    info = body.dropFirst(length)
    guard !info.contains("`") else { return nil }
  }

  /// Whether the block holds plain text, not code of some language.
  var isText: Bool {
    let label = info.trimmingCharacters(in: .whitespaces).lowercased()
    return ["", "text", "txt", "plain", "plaintext", "console", "none"].contains(label)
  }

  /// The lines up to the closing fence or the end.
  func content(_ lines: [String], from fence: Int) -> [String] {
    Array(
      lines[(fence + 1)...].prefix { line in
        guard let other = StatementFence(line) else { return true }
        return other.mark != mark || other.length < length || other.info.contains { !$0.isWhitespace }
      })
  }
}
