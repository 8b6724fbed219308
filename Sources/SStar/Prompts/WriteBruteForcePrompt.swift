/// Role `write_brute_force`: asks for a slow program that is right beyond doubt, from the statement alone.
enum WriteBruteForcePrompt {
  static let version = 1
  /// The program votes and is no answer, so its language is not that of the candidates.
  static let language = "python3"

  static func messages(for problem: Problem) -> [Message] {
    [
      Message(
        .system,
        "You are an expert at writing reference solutions. You prefer what is plainly right to what is fast."),
      Message(
        .user,
        """
        \(PromptText.statement(of: problem))\(PromptText.unstatedExamples(of: problem))

        # Task

        Write a brute-force solution: one that follows the definitions of the statement word for word and tries \
        all possibilities, so that a reader sees at once that it is correct. It runs on small inputs only. The \
        time limit above does not hold for it: use no clever algorithm, no greedy choice, no formula that \
        would need a proof, and read every rule, tie and corner case from the statement.

        \(PromptText.interface(of: problem, language: language))
        Use the standard library only. Give the code in one fenced block that begins with \
        ```\(PromptText.label(language)), and write nothing after it.
        """),
    ]
  }
}
