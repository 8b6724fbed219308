import Foundation

/// Role `judge`: shows what two programs really did on inputs and asks which is right.
enum JudgePrompt {
  static let version = 2

  /// What a reply says.
  enum Answer: Sendable, Hashable {
    case first, second
    /// Both or neither are right, or the model does not say.
    case neither
  }

  /// An input with what the two programs did on it.
  struct Exhibit: Sendable, Hashable {
    var input: Data
    var first: Execution
    var second: Execution
  }

  /// - Parameter programs: shown when given, as in the paper; otherwise the outputs speak alone.
  static func messages(
    for problem: Problem, exhibits: [Exhibit], programs: (first: Program, second: Program)?
  ) -> [Message] {
    let code =
      programs.map { programs in
        """
        Program 1:
        \(PromptText.fenced(programs.first.source, label: PromptText.label(programs.first.language)))

        Program 2:
        \(PromptText.fenced(programs.second.source, label: PromptText.label(programs.second.language)))


        """
      } ?? ""
    let runs = exhibits.map { exhibit in
      """
      Input:
      \(PromptText.fenced(exhibit.input))
      Program 1. \(PromptText.outcome(of: exhibit.first))
      Program 2. \(PromptText.outcome(of: exhibit.second))
      """
    }
    return [
      Message(
        .system, "You are a careful judge of programs. You work out the right answer before you decide."),
      Message(
        .user,
        """
        \(PromptText.statement(of: problem))\(PromptText.examples(of: problem, limit: 2))

        # Two programs and what they really did

        \(code)\(runs.joined(separator: "\n\n"))

        # Task

        \(PromptText.inputFormat(of: problem)) \(PromptText.outputFormat(of: problem)) \
        Work out the right answer for each input from the problem statement. Then say which program is right. \
        End with one line: `ANSWER: 1`, `ANSWER: 2`, or `ANSWER: NEITHER` when you cannot tell.
        """),
    ]
  }

  /// The last `ANSWER:` line of a reply; nil when there is none.
  static func answer(in reply: ModelReply) -> Answer? {
    guard reply.finish != .length, let text = try? ProgramExtraction.answer(in: reply.text) else {
      return nil
    }
    let lines = text.split(separator: "\n").map(\.trimmed).filter { !$0.isEmpty }
    for line in lines.reversed() {
      guard let marker = line.range(of: "ANSWER:", options: [.backwards, .caseInsensitive]) else { continue }
      return answer(line[marker.upperBound...]) ?? .neither
    }
    // Some models leave the marker out.
    return lines.last.flatMap { answer($0) }
  }

  private static func answer(_ words: Substring) -> Answer? {
    switch words.uppercased().filter({ $0.isLetter || $0.isNumber }) {
    case "1", "PROGRAM1": .first
    case "2", "PROGRAM2": .second
    case "NEITHER": .neither
    default: nil
    }
  }
}
