import Foundation

/// Puts two clusters before the judge, in both orders.
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
  /// - Throws: `CancellationError` or the executor's error. A failing model counts as no opinion.
  func compare(_ first: Program, _ second: Program, on inputs: [Data], showsPrograms: Bool) async throws
    -> Verdict
  {
    guard !inputs.isEmpty, tools.client.answers(.judge) else { return .abstained }
    tools.events(.match)
    var exhibits: [JudgePrompt.Exhibit] = []
    for input in inputs {
      exhibits.append(
        JudgePrompt.Exhibit(
          input: input, first: try await tools.matrix.execution(of: first, on: input),
          second: try await tools.matrix.execution(of: second, on: input)))
    }
    let swapped = exhibits.map { JudgePrompt.Exhibit(input: $0.input, first: $0.second, second: $0.first) }
    async let forward = answer(exhibits, showsPrograms ? (first, second) : nil, [first, second])
    async let backward = answer(swapped, showsPrograms ? (second, first) : nil, [second, first])
    switch (try await forward, try await backward) {
    case (.first, .second): return .first
    case (.second, .first): return .second
    case (.first, .first), (.second, .second): return .inconsistent
    default: return .abstained
    }
  }

  private func answer(
    _ exhibits: [JudgePrompt.Exhibit], _ programs: (first: Program, second: Program)?, _ subject: [Program]
  ) async throws -> JudgePrompt.Answer {
    let request = ModelRequest(
      role: .judge, problemID: tools.problem.id,
      messages: JudgePrompt.messages(for: tools.problem, exhibits: exhibits, programs: programs),
      temperature: 0, seed: tools.seed, programs: subject)
    do {
      return JudgePrompt.answer(in: try await tools.client.reply(to: request)) ?? .neither
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return .neither
    }
  }
}
