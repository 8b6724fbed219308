import Foundation
import SStar

/// The verdicts of one program on all tests of a problem.
public struct Judgement: Sendable, Hashable {
  /// One test with its result.
  public struct Item: Sendable, Hashable {
    public var hidden: Bool
    public var result: TestResult
  }

  /// In test order: public tests first. Shorter than the tests when judging stopped at a failure.
  public var items: [Item]

  /// The verdict of the first test that is not accepted, as at a contest.
  public var verdict: Verdict {
    items.first { $0.result.verdict != .accepted }?.result.verdict ?? .accepted
  }
}

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
  /// - Parameter stopsAtFailure: whether later tests are left out once one is not accepted.
  /// - Throws: what the executor throws.
  public func judge(
    _ program: Program, problem: Problem, hiddenTests: [TestCase], stopsAtFailure: Bool = false,
    progress: @Sendable (Judgement.Item) -> Void = { _ in }
  ) async throws -> Judgement {
    let tests =
      problem.publicTests.map { (hidden: false, test: $0) } + hiddenTests.map { (hidden: true, test: $0) }
    return try await withThrowingTaskGroup(of: (Int, Judgement.Item).self) { group in
      var results = [Judgement.Item?](repeating: nil, count: tests.count)
      var started = 0
      var reported = 0
      func startNext() {
        guard started < tests.count else { return }
        let index = started
        let (hidden, test) = tests[index]
        started += 1
        group.addTask {
          let result = try await executor.judge(program, on: test, of: problem)
          return (index, Judgement.Item(hidden: hidden, result: result))
        }
      }
      for _ in 0..<min(concurrency, tests.count) { startNext() }
      while let (index, item) = try await group.next() {
        results[index] = item
        while reported < tests.count, let next = results[reported] {
          progress(next)
          reported += 1
          if stopsAtFailure && next.result.verdict != .accepted {
            group.cancelAll()
            return Judgement(items: results.prefix(reported).compactMap { $0 })
          }
        }
        startNext()
      }
      return Judgement(items: results.compactMap { $0 })
    }
  }
}
