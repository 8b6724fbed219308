/// Role `write_validator`: asks for a program that tells valid inputs from invalid ones.
enum WriteValidatorPrompt {
  static let version = 2

  static func messages(for problem: Problem) -> [Message] {
    [
      Message(.system, "You are an expert at preparing tests for programming problems."),
      Message(
        .user,
        """
        \(PromptText.statement(of: problem))\(PromptText.examples(of: problem, limit: 2))

        # Task

        Write a complete Python 3 program that checks whether an input of this problem is valid. \
        \(PromptText.inputFormat(of: problem))

        The program reads the input from standard input. It exits with status 42 when the input obeys the format \
        and every constraint that the problem states, and with status 43 when it does not. Check ranges, counts, \
        distinctness, order and structure, as far as the problem states them; ignore spaces at the ends of lines. \
        Use the standard library only. Give the program in one fenced block that begins with ```python.
        """),
    ]
  }
}
