/// Role `write_generator`: asks for a program that prints valid inputs, from the statement alone.
enum WriteGeneratorPrompt {
  static let version = 2

  static func messages(for problem: Problem) -> [Message] {
    [
      Message(.system, "You are an expert at preparing tests for programming problems."),
      Message(
        .user,
        """
        \(PromptText.statement(of: problem))\(PromptText.examples(of: problem, limit: 2))

        # Task

        Write a complete Python 3 program that generates one valid random input for this problem. \
        \(PromptText.inputFormat(of: problem))

        The program reads one line `MODE SEED` from standard input, seeds the random module with the integer \
        SEED, and prints one input to standard output. MODE is one of:
        - `small`: tiny sizes and small values, so that a person can check the answer;
        - `edge`: extreme sizes and values, ties, duplicates, degenerate structure;
        - `adversarial`: inputs that break common wrong approaches to this problem;
        - `large`: sizes and values near the limits, to catch slow programs.

        Every input must obey every constraint of the problem. Use the standard library only. Give the \
        program in one fenced block that begins with ```python.
        """),
    ]
  }
}
