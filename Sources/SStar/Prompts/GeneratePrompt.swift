/// Role `generate`: asks for a first draft.
enum GeneratePrompt {
  /// Changes with every change of the text.
  static let version = 1

  static func messages(for problem: Problem, language: String) -> [Message] {
    [
      Message(
        .system,
        "You are an expert competitive programmer. You write correct programs that stay within the limits."),
      Message(
        .user,
        """
        \(PromptText.statement(of: problem))\(examples(of: problem))

        # Task

        \(PromptText.interface(of: problem, language: language))
        Think about the limits and the edge cases first. Then give the final code in one fenced block \
        that begins with ```\(PromptText.label(language)), and write nothing after it.
        """),
    ]
  }

  private static func examples(of problem: Problem) -> String {
    // A statement on standard input carries its examples; a function's tests are told here.
    if case .function = problem.kind { return PromptText.examples(of: problem) }
    let shown = problem.publicTests.allSatisfy { test in
      let input = Substring(String(decoding: test.input, as: UTF8.self)).trimmed
      return problem.statement.contains(input)
    }
    return shown ? "" : PromptText.examples(of: problem)
  }
}
