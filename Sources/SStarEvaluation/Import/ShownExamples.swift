import Foundation
import SStar
import SStarExecution

/// The examples that a plain statement shows: what stands between a label such as `Input`, `-----Sample Input-----`
/// or `Input:` and the label of the output that follows it, and the beginning of what stands below that one.
///
/// They are there to be compared with tests that are known, so a label is enough: an input must be the whole
/// block, and an answer whole paragraphs, word by word.
struct ShownExamples {
  private struct Block {
    var part: StatementLabel.Part
    /// The words of each paragraph.
    var paragraphs: [[Substring]] = []
    /// The first paragraph as it stands.
    var text = ""
    private var isOpen = false

    init(_ label: StatementLabel) {
      part = label.part
      if !label.inline.isEmpty { append(label.inline) }
    }

    mutating func append(_ line: String) {
      guard line.contains(where: { !$0.isWhitespace }) else {
        isOpen = false
        return
      }
      if paragraphs.count < 2, isOpen || paragraphs.isEmpty { text += line + "\n" }
      let words = ShownExamples.words(line)
      if isOpen {
        paragraphs[paragraphs.count - 1] += words
      } else {
        paragraphs.append(words)
      }
      isOpen = true
    }
  }

  /// Inputs with the blocks of output that follow them.
  private var examples: [(input: Block, output: Block)] = []

  init(_ statement: String) {
    var blocks: [Block] = []
    var isCut = false
    for line in statement.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let line = String(line)
      if let label = StatementLabel(line, rules: "-=") {
        blocks.append(Block(label))
        isCut = false
      } else if Self.endsBlock(line) {
        isCut = true
      } else if !isCut, !blocks.isEmpty, StatementFence(line) == nil {
        blocks[blocks.count - 1].append(line)
      }
    }
    for (input, output) in zip(blocks, blocks.dropFirst())
    where input.part == .input && output.part == .output {
      examples.append((input, output))
    }
  }

  /// The tests of a program that reads texts which are examples.
  func shown(_ tests: [ImportedTest]) -> Set<ImportedTest> {
    let outputs = Dictionary(grouping: examples) { $0.input.paragraphs.joined().joined(separator: " ") }
    // A longer input is none of them, and need not be cut into words.
    let longest = outputs.keys.map(\.utf8.count).max() ?? 0
    return Set(
      tests.filter { test in
        guard case .data(let input, let answer) = test, input.count <= 2 * longest + 1000 else {
          return false
        }
        let (text, words) = (ImportedTests.words(input), Self.words(String(decoding: answer, as: UTF8.self)))
        guard !text.isEmpty, !words.isEmpty else { return false }
        return outputs[text]?.contains { Self.begins($0.output.paragraphs, with: words) } ?? false
      })
  }

  /// The tests of a function that are examples.
  func shown(_ tests: [ImportedTest], of function: String, in statement: String) -> Set<ImportedTest> {
    var known = Set(DocstringExamples.tests(in: statement, function: function))
    for (input, output) in examples {
      guard let arguments = Self.values(input.text), let result = Self.values(output.text), result.count == 1,
        let test = PythonEquality(function: function, arguments: arguments, result: result[0]).test
      else { continue }
      known.insert(test)
    }
    return known.isEmpty ? [] : Set(tests.filter { known.contains(Self.withoutQuotes($0)) })
  }

  /// A heading between rules, the heading of the next example, or a remark below one.
  private static func endsBlock(_ line: String) -> Bool {
    if line.hasPrefix("----") { return true }
    let word = line.lowercased().drop { !$0.isLetter }.prefix { $0.isLetter }
    return [
      "constraints", "example", "examples", "explanation", "explanations", "note", "notes", "sample",
      "samples",
    ].contains(word)
  }

  /// Whether the words are those of the first paragraph, or of the first few.
  private static func begins(_ paragraphs: [[Substring]], with words: [Substring]) -> Bool {
    var rest = words[...]
    for paragraph in paragraphs {
      guard rest.starts(with: paragraph) else { return false }
      rest = rest.dropFirst(paragraph.count)
      if rest.isEmpty { return true }
    }
    return false
  }

  private static func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

  /// Values such as `nums = [1, 2], flag = true`, with or without names.
  private static func values(_ text: String) -> [PythonLiteral]? {
    let names = ["true": "True", "false": "False", "null": "None"]
    var parser = PythonParser(text.replacing(#/\b(?:true|false|null)\b/#) { names[String($0.0)] ?? "" })
    parser.brackets = 1  // line ends are white space
    var values: [PythonLiteral] = []
    parser.skipSpace()
    while !parser.isAtEnd {
      let start = parser.offset
      if parser.name() == nil || !parser.take("=") { parser.offset = start }
      guard let value = parser.expression() else { return nil }
      values.append(value)
      _ = parser.take(",")
      parser.skipSpace()
    }
    return values
  }

  /// Some records have the text of a JSON string where others have the string.
  private static func withoutQuotes(_ test: ImportedTest) -> ImportedTest {
    guard case .data(let input, let answer) = test else { return test }
    func plain(_ text: Data) -> Data {
      text.split(separator: UInt8(ascii: "\n")).reduce(into: Data()) { plain, line in
        if case .string(let inner)? = JSONValue(parsing: line),
          case .string? = JSONValue(parsing: Data(inner))
        {
          plain += inner
        } else {
          plain += line
        }
        plain.append(UInt8(ascii: "\n"))
      }
    }
    return .data(input: plain(input), answer: plain(answer))
  }
}
