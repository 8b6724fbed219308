import SStar

/// The verdicts of one program on the tests of a problem.
public struct Judgement: Sendable, Hashable {
  /// One test with its result.
  public struct Item: Sendable, Hashable {
    /// Whether the test is one of the hidden ones.
    public var hidden: Bool
    /// The result, without the program's output.
    public var result: TestResult

    public init(hidden: Bool, result: TestResult) {
      self.hidden = hidden
      self.result = result
    }
  }

  /// In test order: public tests first. Shorter than the tests when judging stopped before the end.
  public var items: [Item]

  public init(items: [Item]) {
    self.items = items
  }

  /// The first test that is not accepted.
  public var firstFailure: Item? { items.first { $0.result.verdict != .accepted } }

  /// The verdict of the first test that is not accepted, as at a contest; `accepted` when there is none.
  public var verdict: Verdict { firstFailure?.result.verdict ?? .accepted }

  /// CPU time on the slowest test, in seconds.
  public var cpuSeconds: Double { items.map(\.result.execution.cpuSeconds).max() ?? 0 }
}
