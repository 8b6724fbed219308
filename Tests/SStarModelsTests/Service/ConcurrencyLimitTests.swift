import Synchronization
import Testing

@testable import SStarModels

@Suite struct ConcurrencyLimitTests {
  /// Counts how many are in at once.
  private final class Gauge: Sendable {
    private let state = Mutex((now: 0, most: 0))
    func enter() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func leave() { state.withLock { $0.now -= 1 } }
    var most: Int { state.withLock { $0.most } }
    var now: Int { state.withLock { $0.now } }
  }

  @Test("no more calls than allowed are in flight, and all get their turn")
  func bound() async throws {
    let limit = ConcurrencyLimit(most: 5)
    let gauge = Gauge()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask {
          try await limit.acquire()
          gauge.enter()
          await Task.yield()
          gauge.leave()
          await limit.release(.served)
        }
      }
      try await group.waitForAll()
    }
    #expect((2...5).contains(gauge.most))
  }

  @Test("a call turned away now and then changes nothing")
  func badLuck() async throws {
    let limit = ConcurrencyLimit(most: 8)
    for index in 0..<100 {
      try await limit.acquire()
      await limit.release(index % 10 == 0 ? .turnedAway(retryAfter: 60) : .served)
    }
    #expect(await room(limit) == 8)
  }

  @Test("many calls turned away halve the bound once, and served ones raise it again")
  func adapts() async throws {
    let limit = ConcurrencyLimit(most: 8)
    for _ in 0..<8 { try await limit.acquire() }
    for _ in 0..<4 { await limit.release(.turnedAway(retryAfter: nil)) }
    for _ in 0..<4 { await limit.release(.served) }
    #expect(await room(limit) == 5, "4, and one more for 4 served")
    for _ in 0..<20 {
      try await limit.acquire()
      await limit.release(.served)
    }
    #expect(await room(limit) == 8)
  }

  /// How many calls it lets in now; at least one.
  private func room(_ limit: ConcurrencyLimit) async -> Int {
    let (asking, gauge) = (Gauge(), Gauge())
    let tasks = (0..<20).map { _ in
      Task {
        asking.enter()
        try await limit.acquire()
        gauge.enter()
      }
    }
    let end = ContinuousClock.now + .seconds(60)
    var last = 0
    while asking.now < 20 || gauge.now == 0 || gauge.now != last, .now < end {
      last = gauge.now
      try? await Task.sleep(for: .milliseconds(50))
    }
    tasks.forEach { $0.cancel() }
    for task in tasks { _ = await task.result }
    for _ in 0..<last { await limit.release(.failed) }
    return last
  }

  @Test("when none gets through, all wait as long as the server asks")
  func pause() async throws {
    let limit = ConcurrencyLimit(most: 4)
    for _ in 0..<4 { try await limit.acquire() }
    let start = ContinuousClock.now
    for _ in 0..<4 { await limit.release(.turnedAway(retryAfter: 0.4)) }
    try await limit.acquire()
    #expect(ContinuousClock.now - start >= .milliseconds(390))
  }

  @Test("a cancelled call does not keep its place in the queue", .timeLimit(.minutes(1)))
  func cancellation() async throws {
    let limit = ConcurrencyLimit(most: 1)
    try await limit.acquire()
    let waiting = Task { try await limit.acquire() }
    let next = Task { try await limit.acquire() }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    await limit.release(.served)
    try await next.value
  }
}
