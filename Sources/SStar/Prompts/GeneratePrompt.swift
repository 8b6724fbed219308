/// Role `generate`: asks for a first draft.
enum GeneratePrompt {
  /// Changes with every change of the text.
  static let version = 2

  static func messages(for problem: Problem, language: String) -> [Message] {
    [
      Message(
        .system,
        "You are an expert competitive programmer. You write correct programs that stay within the limits."),
      Message(
        .user,
        """
        \(PromptText.statement(of: problem))\(PromptText.unstatedExamples(of: problem))

        # Task

        \(PromptText.interface(of: problem, language: language))
        Think about the limits and the edge cases first. Then give the final code in one fenced block \
        that begins with ```\(PromptText.label(language)), and write nothing after it.
        """),
    ]
  }
}
