import Testing

@testable import SStarModels

@Suite struct BudgetTests {
  @Test("calls in flight together never break the budget, whatever they turn out to cost")
  func neverBroken() async throws {
    let budget = Budget(tokens: 10_000)
    let refused = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<200 {
        group.addTask {
          let worst = Budget.Amount(tokens: 400)
          do {
            try await budget.reserve(worst)
          } catch {
            return true
          }
          await Task.yield()
          await budget.settle(worst, spent: Budget.Amount(tokens: 17 * index % 400))
          return false
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    let spent = await budget.spentTokens
    #expect(spent <= 10_000)
    #expect(spent > 9_000, "what is left is less than a call's worst case and what it may return")
    #expect(refused > 0)
    #expect(await budget.isReached)
  }

  @Test("a call waits for reservations that may come back, and is refused when they do not")
  func waits() async throws {
    let budget = Budget(usd: 1)
    let worst = Budget.Amount(tokens: 1, usd: 0.6)
    try await budget.reserve(worst)
    let second = Task { try await budget.reserve(worst) }
    await budget.settle(worst, spent: Budget.Amount(tokens: 1, usd: 0.1))
    try await second.value
    let third = Task { try await budget.reserve(worst) }
    await budget.settle(worst, spent: worst)
    await #expect(throws: BudgetReached.self) { try await third.value }
  }

  @Test("what an earlier process spent counts")
  func resumed() async throws {
    let budget = Budget(tokens: 100)
    await budget.add(tokens: 80, usd: 0)
    await #expect(throws: BudgetReached.self) { try await budget.reserve(Budget.Amount(tokens: 21)) }
    try await budget.reserve(Budget.Amount(tokens: 20))
  }

  @Test("a cancelled call leaves the queue, and those behind it go on", .timeLimit(.minutes(1)))
  func cancellation() async throws {
    let budget = Budget(tokens: 10)
    let all = Budget.Amount(tokens: 10)
    try await budget.reserve(all)
    let cancelled = Task { try await budget.reserve(all) }
    let other = Task { try await budget.reserve(all) }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }
    await budget.settle(all, spent: Budget.Amount())
    try await other.value
  }

  @Test("the message says what was spent of what")
  func message() async {
    let budget = Budget(usd: 0.5, tokens: 1000)
    await budget.add(tokens: 990, usd: 0.25)
    do {
      try await budget.reserve(Budget.Amount(tokens: 11))
      Issue.record("there is no room for it")
    } catch {
      #expect("\(error)".contains("$0.25 of $0.5, 990 of 1000 tokens"))
    }
  }
}
