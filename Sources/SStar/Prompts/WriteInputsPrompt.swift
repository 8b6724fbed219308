import Foundation

/// Role `write_inputs`: asks for inputs on which two programs differ.
enum WriteInputsPrompt {
  static let version = 2
  /// Inputs asked for.
  static let wanted = 4

  static func messages(for problem: Problem, first: Program, second: Program) -> [Message] {
    [
      Message(.system, "You are an expert tester of programs."),
      Message(
        .user,
        """
        \(PromptText.statement(of: problem))\(PromptText.examples(of: problem, limit: 2))

        # Two programs for this problem

        Program 1:
        \(PromptText.fenced(first.source, label: PromptText.label(first.language)))

        Program 2:
        \(PromptText.fenced(second.source, label: PromptText.label(second.language)))

        # Task

        Write \(wanted) short valid inputs on which the two programs are likely to behave differently. They will \
        be run; do not predict outputs. \(PromptText.inputFormat(of: problem)) Obey every constraint of the \
        problem. Put each input alone in a fenced block that begins with ```input.
        """),
    ]
  }

  /// The inputs in a reply.
  static func inputs(in reply: ModelReply) -> [Data] {
    guard let text = try? ProgramExtraction.answer(in: reply.text) else { return [] }
    let blocks = FencedBlock.all(in: text).filter { $0.isClosed && !$0.text.isEmpty }
    let labelled = blocks.filter { $0.label == "input" }
    return (labelled.isEmpty ? blocks.filter { $0.label.isEmpty || $0.label == "text" } : labelled)
      .map { Data($0.text.utf8) }
  }
}
