import SStar

/// What may be spent at most. A call reserves its worst case before it is sent and settles what it cost
/// after, retries included, so that calls in flight cannot break the budget together.
///
/// A run that is continued counts what it has a record of: replies, and calls that were lost or cancelled. A
/// process that is killed (`kill -9`, a power failure) leaves no record of its calls in flight, so that each such
/// end may cost as much as they did beyond the budget.
public actor Budget {
  /// An amount of both currencies.
  struct Amount: Sendable, Hashable {
    var tokens = 0
    var usd = 0.0
  }

  /// US dollars at most; nil for no bound.
  public nonisolated let usd: Double?
  /// Input and output tokens at most; nil for no bound.
  public nonisolated let tokens: Int?
  private var spent = Amount()
  private var reserved = Amount()
  private var waiting: [(id: Int, amount: Amount, continuation: CheckedContinuation<Void, any Error>)] = []
  private var nextID = 0
  /// Whether a call was refused for lack of budget.
  public private(set) var isReached = false

  public init(usd: Double? = nil, tokens: Int? = nil) {
    self.usd = usd
    self.tokens = tokens
  }

  /// Tokens spent so far, those included that failed calls may have cost.
  public var spentTokens: Int { spent.tokens }
  /// US dollars spent so far, those included that failed calls may have cost.
  public var spentUSD: Double { spent.usd }

  /// Counts what an earlier part of the same run spent.
  public func add(tokens: Int, usd: Double) {
    spent.tokens = spent.tokens.addingClamped(tokens)
    spent.usd += usd
  }

  /// Waits while others' reservations hold what is needed, in the order of arrival.
  /// - Throws: ``BudgetReached`` when what is left is less; `CancellationError`.
  func reserve(_ amount: Amount) async throws {
    try Task.checkCancellation()
    if waiting.isEmpty, try take(amount) { return }
    let id = nextID
    nextID += 1
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        waiting.append((id, amount, continuation))
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
  }

  /// Replaces a reservation by what was spent.
  func settle(_ amount: Amount, spent actual: Amount) {
    reserved.tokens -= amount.tokens
    reserved.usd -= amount.usd
    spent.tokens = spent.tokens.addingClamped(actual.tokens)
    spent.usd += actual.usd
    admit()
  }

  /// - Returns: false when it has to wait for calls in flight.
  private func take(_ amount: Amount) throws -> Bool {
    if fits(amount, beside: reserved) {
      reserved.tokens += amount.tokens
      reserved.usd += amount.usd
      return true
    }
    if fits(amount, beside: Amount()) { return false }
    isReached = true
    throw BudgetReached(usd: usd, tokens: tokens, spentUSD: spent.usd, spentTokens: spent.tokens)
  }

  private func fits(_ amount: Amount, beside others: Amount) -> Bool {
    if let tokens, spent.tokens.addingClamped(others.tokens).addingClamped(amount.tokens) > tokens {
      return false
    }
    if let usd, spent.usd + max(0, others.usd) + amount.usd > usd * (1 + 1e-12) { return false }
    return true
  }

  private func admit() {
    while let next = waiting.first {
      do {
        guard try take(next.amount) else { return }
        waiting.removeFirst().continuation.resume()
      } catch {
        waiting.removeFirst().continuation.resume(throwing: error)
      }
    }
  }

  private func giveUp(_ id: Int) {
    guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: index).continuation.resume(throwing: CancellationError())
    admit()
  }
}

/// The budget has no room for another call.
public struct BudgetReached: Error, Sendable, Hashable, CustomStringConvertible {
  public var usd: Double?
  public var tokens: Int?
  public var spentUSD: Double
  public var spentTokens: Int

  public var description: String {
    let dollars = usd.map { "$\(spentUSD.formatted4) of $\($0.formatted4)" }
    let count = tokens.map { "\(spentTokens) of \($0) tokens" }
    return "the budget is reached: \([dollars, count].compactMap { $0 }.joined(separator: ", ")) spent, "
      + "and the next call could cost more than what is left"
  }
}

extension Double {
  /// With four decimals at most.
  fileprivate var formatted4: String {
    let cents = (self * 10_000).rounded() / 10_000
    return Int(exactly: cents).map { "\($0)" } ?? "\(cents)"
  }
}
