import SStar

/// Compiled programs, each compiled once, also when asked for at the same time.
actor ProgramCache {
  struct Key: Hashable, Sendable {
    var program: Program
    /// Whether it is prepared for a fork server.
    var forks: Bool
  }

  /// Beyond this many, the ones that were not used longest are forgotten.
  private static let capacity = 1024

  private var preparations: [Key: Task<Preparation, any Error>] = [:]
  private var order: [Key] = []
  private var nextID = 1

  /// The preparation of a program; `make` is given a fresh positive identity for it.
  func preparation(
    of key: Key, _ make: @escaping @Sendable (Int) async throws -> Preparation
  ) async throws -> Preparation {
    if let known = preparations[key], let value = try? await known.value { return value }
    try Task.checkCancellation()
    let id = nextID
    nextID += 1
    let task = Task { try await make(id) }
    preparations[key] = task
    order.append(key)
    if order.count > Self.capacity { preparations[order.removeFirst()] = nil }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
