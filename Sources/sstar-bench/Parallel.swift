import Synchronization

/// Runs `body` for each number of the range, `jobs` at a time, in order of beginning.
func inParallel(
  _ range: Range<Int>, jobs: Int, _ body: @escaping @Sendable (Int) async throws -> Void
) async throws {
  let counter = Counter(range.lowerBound)
  try await withThrowingTaskGroup(of: Void.self) { group in
    for _ in 0..<jobs {
      group.addTask {
        while true {
          let index = counter.next()
          guard index < range.upperBound else { return }
          try await body(index)
        }
      }
    }
    try await group.waitForAll()
  }
}

private final class Counter: Sendable {
  private let value: Atomic<Int>

  init(_ first: Int) { value = Atomic(first) }

  func next() -> Int { value.add(1, ordering: .relaxed).oldValue }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
