extension Array where Element: Sendable {
  /// The results of `transform` in the order of the elements, at most `limit` of them under way at once.
  /// - Throws: what `transform` throws first; the others are cancelled then.
  func concurrentMap<Result: Sendable>(
    atMost limit: Int, _ transform: @escaping @Sendable (Element) async throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: count)
      var remaining = enumerated().makeIterator()
      func startNext() {
        guard let (index, element) = remaining.next() else { return }
        group.addTask { (index, try await transform(element)) }
      }
      for _ in 0..<Swift.max(1, limit) { startNext() }
      while let (index, result) = try await group.next() {
        results[index] = result
        startNext()
      }
      return results.compactMap { $0 }
    }
  }
}
