import Foundation
import SStar

/// Runs a program on tests, several at once, with the results in test order.
public struct SubmissionJudge: Sendable {
  private let executor: any Executor
  private let concurrency: Int

  /// - Parameter concurrency: tests that are under way at once; the executor limits what really runs.
  public init(executor: any Executor, concurrency: Int) {
    self.executor = executor
    self.concurrency = max(1, concurrency)
  }

  /// Judges `program`.
  /// - Parameters:
  ///   - stopsAtFailure: whether later tests are left out once one is not accepted.
  ///   - progress: called for each test, in test order.
  /// - Throws: what the executor throws.
  public func judge(
    _ program: Program, problem: Problem, hiddenTests: [TestCase], stopsAtFailure: Bool = false,
    progress: @Sendable (Judgement.Item) -> Void = { _ in }
  ) async throws -> Judgement {
    try await judge(
      program, problem: problem, hiddenTests: hiddenTests, progress: progress,
      stopsAfter: { stopsAtFailure && $0.items.last?.result.verdict != .accepted })
  }

  /// Judges `program` until `stopsAfter` says that the results so far are enough.
  /// - Throws: what the executor throws.
  func judge(
    _ program: Program, problem: Problem, hiddenTests: [TestCase],
    progress: @Sendable (Judgement.Item) -> Void = { _ in }, stopsAfter: @Sendable (Judgement) -> Bool
  ) async throws -> Judgement {
    let tests =
      problem.publicTests.map { (hidden: false, test: $0) } + hiddenTests.map { (hidden: true, test: $0) }
    return try await withThrowingTaskGroup(of: (Int, Judgement.Item).self) { group in
      var judgement = Judgement(items: [])
      // Results that are waiting for those of earlier tests.
      var waiting: [Int: Judgement.Item] = [:]
      var remaining = tests.enumerated().makeIterator()
      func startNext() {
        guard let (index, (hidden, test)) = remaining.next() else { return }
        group.addTask {
          var result = try await executor.judge(program, on: test, of: problem)
          // Nobody asks for it any more, and that of all tests together may be large.
          result.execution.output = Data()
          return (index, Judgement.Item(hidden: hidden, result: result))
        }
      }
      for _ in 0..<concurrency { startNext() }
      while let (index, item) = try await group.next() {
        waiting[index] = item
        while let next = waiting.removeValue(forKey: judgement.items.count) {
          judgement.items.append(next)
          progress(next)
          if stopsAfter(judgement) {
            group.cancelAll()
            return judgement
          }
        }
        startNext()
      }
      return judgement
    }
  }
}
