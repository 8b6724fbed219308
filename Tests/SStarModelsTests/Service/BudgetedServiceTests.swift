import SStar
import Testing

@testable import SStarModels

@Suite struct BudgetedServiceTests {
  /// Waits until it is cancelled.
  private struct Endless: CompletionService {
    func complete(_ call: CompletionCall) async throws -> Completion {
      try await Task.sleep(for: .seconds(60))
      return Completion()
    }
  }

  private let call = CompletionCall(
    request: ModelRequest(
      role: .judge, problemID: "p", messages: [Message(.user, "hi")], maxTokens: 50, seed: 1),
    samples: 0..<2)

  @Test("a cancelled call is told as lost, at its worst case", .timeLimit(.minutes(1)))
  func cancelled() async throws {
    let seen = Observations()
    let meter = CallMeter(price: Price(input: 1, output: 1), options: SamplingOptions())
    let budget = Budget()
    try await withThrowingTaskGroup(of: Void.self) { group in
      let service = BudgetedService(base: Endless(), budget: budget, meter: meter) { seen.add(loss: $0) }
      group.addTask { [call] in _ = try await service.complete(call) }
      group.addTask { try await Task.sleep(for: .milliseconds(50)) }
      try await group.next()
      group.cancelAll()
      await #expect(throws: CancellationError.self) { try await group.next() }
    }
    let lost = try #require(seen.losses.first)
    #expect(lost.isEstimated)
    #expect(lost.tokens == meter.amount(meter.worstTokens(call)).tokens)
    #expect(lost.usd > 0)
    #expect(await budget.spentTokens == lost.tokens)
  }
}
