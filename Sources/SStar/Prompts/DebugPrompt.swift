/// Role `debug`: shows a program and the public tests that it fails.
public enum DebugPrompt {
  static let version = 2
  /// Failing tests shown for one program.
  static let failuresShown = 4

  /// How much of a sample's earlier rounds a repair sees.
  public enum Context: String, Sendable, Hashable, Codable, CaseIterable {
    /// All earlier rounds.
    case all
    /// The last round only.
    case last
  }

  /// - Parameter lineage: the candidates of one sample so far, first draft first.
  static func messages(
    for problem: Problem, language: String, lineage: [Candidate], context: Context
  ) -> [Message] {
    var messages = GeneratePrompt.messages(for: problem, language: language)
    let shown = context == .all ? lineage : Array(lineage.suffix(1))
    for candidate in shown {
      if let program = candidate.program {
        messages.append(
          Message(
            .assistant, PromptText.fenced(program.source, label: PromptText.label(program.language))))
      }
      messages.append(Message(.user, feedback(on: candidate, problem: problem, language: language)))
    }
    return messages
  }

  private static func feedback(on candidate: Candidate, problem: Problem, language: String) -> String {
    let task = """
      Find the cause, then give the complete corrected code in one fenced block that begins with \
      ```\(PromptText.label(language)), and write nothing after it.
      """
    guard candidate.program != nil else {
      return "Your reply could not be used: \(candidate.failure ?? "it holds no program").\n\n\(task)"
    }
    let tests = Dictionary(problem.publicTests.map { ($0.name, $0) }) { first, _ in first }
    func outcome(of result: TestResult, on test: TestCase) -> String {
      // Assertions have no output to be compared.
      guard test.isAssertions, result.verdict == .wrongAnswer else {
        return PromptText.outcome(of: result.execution)
      }
      return "Standard error:\n\(PromptText.fenced(result.execution.errorOutput))"
    }
    let failures = candidate.publicResults.filter { $0.verdict != .accepted }
    let reports = failures.prefix(failuresShown).compactMap { result -> String? in
      guard let test = tests[result.test] else { return nil }
      let message =
        result.message.isEmpty || result.verdict != .wrongAnswer
        ? "" : "\nComparison: \(PromptText.withoutObjectAddresses(result.message))"
      return """
        \(PromptText.shown(test))
        Your program. \(outcome(of: result, on: test))\(message)
        """
    }
    return """
      The program fails \(failures.count) of \(candidate.publicResults.count) public tests.

      \(reports.joined(separator: "\n\n"))

      \(task)
      """
  }
}
