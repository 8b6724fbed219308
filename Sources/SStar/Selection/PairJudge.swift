import Foundation

/// Puts two programs before the judge, in both orders.
struct PairJudge {
  /// What came of one pair.
  enum Verdict: Sendable, Hashable {
    case first, second
    /// The two orders contradict each other.
    case inconsistent
    /// The judge had no opinion in at least one order.
    case abstained
  }

  let tools: SelectionTools

  /// - Parameter showsPrograms: as in the paper; without, outputs speak alone.
  /// - Returns: a failing model has no opinion, and the failure is a warning.
  /// - Throws: `CancellationError` or the executor's error.
  func compare(
    _ first: Program, _ second: Program, on inputs: [Data], showsPrograms: Bool
  ) async throws -> (verdict: Verdict, warnings: [String]) {
    guard !inputs.isEmpty, tools.client.answers(.judge) else { return (.abstained, []) }
    tools.events(.match)
    var exhibits: [JudgePrompt.Exhibit] = []
    for input in inputs {
      exhibits.append(
        JudgePrompt.Exhibit(
          input: input, first: try await tools.matrix.execution(of: first, on: input),
          second: try await tools.matrix.execution(of: second, on: input)))
    }
    let swapped = exhibits.map {
      JudgePrompt.Exhibit(input: $0.input, first: $0.second, second: $0.first)
    }
    async let asked = answer(exhibits, showsPrograms ? (first, second) : nil, [first, second])
    async let askedBack = answer(swapped, showsPrograms ? (second, first) : nil, [second, first])
    let (forward, backward) = (try await asked, try await askedBack)
    let warnings = [forward.warning, backward.warning].compactMap { $0 }
    switch (forward.answer, backward.answer) {
    case (.first, .second): return (.first, warnings)
    case (.second, .first): return (.second, warnings)
    case (.first, .first), (.second, .second): return (.inconsistent, warnings)
    default: return (.abstained, warnings)
    }
  }

  private func answer(
    _ exhibits: [JudgePrompt.Exhibit], _ programs: (first: Program, second: Program)?, _ subject: [Program]
  ) async throws -> (answer: JudgePrompt.Answer, warning: String?) {
    let request = ModelRequest(
      role: .judge, problemID: tools.problem.id,
      messages: JudgePrompt.messages(for: tools.problem, exhibits: exhibits, programs: programs),
      temperature: 0, seed: tools.seed, programs: subject)
    do {
      let reply = try await tools.client.reply(to: request)
      if let answer = JudgePrompt.answer(in: reply) { return (answer, nil) }
      return (.neither, "judge: a reply without an answer")
    } catch {
      try Task.checkCancellation()
      return (.neither, "judge: \(error)")
    }
  }
}
