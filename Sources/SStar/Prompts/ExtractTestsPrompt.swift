import Foundation

/// Role `extract_tests`: asks for the example tests of a statement whose layout no rule recognises.
enum ExtractTestsPrompt {
  static let version = 1
  /// Pairs taken from one reply; statements show a handful.
  static let mostTests = 16

  static func messages(for problem: Problem) -> [Message] {
    [
      Message(
        .system, "You copy test data out of problem statements, letter for letter. You never make any up."),
      Message(
        .user,
        """
        \(PromptText.statement(of: problem))

        # Task

        Find every example in this statement that shows a whole input together with its whole expected output. \
        \(PromptText.inputFormat(of: problem)) \(PromptText.outputFormat(of: problem))

        Copy each example exactly as it stands, line by line: no labels such as `Input:`, no quotes or markup \
        around it, no explanations. Leave out examples of which a part is missing. Give them in order, each as \
        two fenced blocks:

        ```input
        (the lines of the input)
        ```
        ```output
        (the lines of the expected output)
        ```

        Write `NO EXAMPLES` when there is none.
        """),
    ]
  }

  /// The pairs in a reply, and how many of them were refused.
  struct Findings: Sendable, Hashable {
    var tests: [TestCase] = []
    /// Pairs that the statement does not hold, or that are no input and output of the problem's kind.
    var refused = 0
  }

  /// Pairs of an `input` and an `output` block whose texts both occur in the statement, up to white space at
  /// the ends of lines: what a model makes up is no test.
  static func findings(in reply: ModelReply, for problem: Problem) -> Findings {
    guard let text = try? ProgramExtraction.answer(in: reply.text) else { return Findings() }
    let statement = VerbatimText(problem.statement)
    var findings = Findings()
    var input: String?
    for block in FencedBlock.all(in: text) where block.isClosed {
      switch (block.label, input) {
      case ("input", _): input = VerbatimText.normal(block.text)
      case ("output", let given?):
        input = nil
        let output = VerbatimText.normal(block.text)
        guard statement.contains(given), statement.contains(output),
          problem.kind.admits(input: given, output: output)
        else {
          findings.refused += 1
          continue
        }
        let isNew = !findings.tests.contains { $0.input == Data(given.utf8) }
        guard isNew, findings.tests.count < mostTests else { continue }
        findings.tests.append(
          TestCase(
            name: "sample/\(findings.tests.count + 1)", input: Data(given.utf8),
            expectedOutput: Data(output.utf8)))
      default: break
      }
    }
    return findings
  }
}

/// A text to be searched for excerpts, whatever white space is at the ends of lines.
private struct VerbatimText {
  private let variants: [String]

  init(_ text: String) {
    let lines = Self.lines(text)
    variants = [
      lines.joined(separator: "\n"),
      // Block quotes and indented code carry marks that are no part of what they show.
      lines.map { String($0.replacing(/^( {4}|\t| {0,3}> ?)/, with: "")) }.joined(separator: "\n"),
    ]
  }

  /// Without white space at the ends of lines and without empty lines around it; ends with a line break.
  static func normal(_ text: String) -> String {
    let trimmed = lines(text).drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed()
    return trimmed.isEmpty ? "" : trimmed.joined(separator: "\n") + "\n"
  }

  /// Whether an excerpt occurs, and not as a part of longer words or numbers.
  func contains(_ excerpt: String) -> Bool {
    let excerpt = excerpt.hasSuffix("\n") ? excerpt.dropLast() : excerpt[...]
    guard !excerpt.isEmpty else { return false }
    return variants.contains { text in
      text.ranges(of: excerpt).contains { range in
        let before = text[..<range.lowerBound].suffix(2)
        let after = text[range.upperBound...].prefix(2)
        return !Self.continues(before.reversed()) && !Self.continues(Array(after))
      }
    }
  }

  /// Whether the text next to an excerpt, nearest character first, belongs to the same word or number.
  private static func continues(_ neighbours: [Character]) -> Bool {
    guard let nearest = neighbours.first else { return false }
    if nearest.isLetter || nearest.isNumber || nearest == "_" || nearest == "-" { return true }
    return (nearest == "." || nearest == ",") && neighbours.dropFirst().first?.isNumber == true
  }

  private static func lines(_ text: String) -> [String] {
    text.unixLines.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop(while: \.isWhitespace).reversed())
    }
  }
}

extension Problem.Kind {
  /// Whether two texts can be the input and the output of a test.
  fileprivate func admits(input: String, output: String) -> Bool {
    guard case .function(let signature) = self else { return true }
    func isJSON(_ text: some StringProtocol) -> Bool {
      (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
    }
    let arguments = input.split(separator: "\n")
    return arguments.allSatisfy { isJSON($0) } && isJSON(output)
      && signature.argumentCounts?.contains(arguments.count) != false
  }
}
