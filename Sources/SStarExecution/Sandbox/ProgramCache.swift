import SStar

/// Compiled programs, each compiled once, also when asked for at the same time.
actor ProgramCache {
  struct Key: Hashable, Sendable {
    var program: Program
    /// Whether it is prepared for a fork server.
    var forks: Bool
  }

  private struct Entry {
    var task: Task<Preparation, any Error>
    var lastUse: Int
    var bytes = 0
  }

  /// Beyond this many programs, or bytes of them, those that were not used longest are forgotten.
  private let capacity: (programs: Int, bytes: Int)

  private var entries: [Key: Entry] = [:]
  private var nextID = 1
  private var uses = 0

  init(programs: Int = 1024, bytes: Int = 256 << 20) {
    capacity = (programs, bytes)
  }

  /// The preparation of a program; `make` is given a fresh positive identity for it.
  func preparation(
    of key: Key, _ make: @escaping @Sendable (Int) async throws -> Preparation
  ) async throws -> Preparation {
    uses += 1
    entries[key]?.lastUse = uses
    if let known = entries[key]?.task, let value = try? await known.value { return value }
    try Task.checkCancellation()
    let id = nextID
    nextID += 1
    let task = Task { try await make(id) }
    entries[key] = Entry(task: task, lastUse: uses)
    let preparation = try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
    // A failure of ours says nothing about the program.
    if case .failed(let execution) = preparation, execution.verdict == .judgeError {
      if entries[key]?.task == task { entries[key] = nil }
      return preparation
    }
    if entries[key]?.task == task { entries[key]?.bytes = preparation.bytes }
    forgetOldest()
    return preparation
  }

  private func forgetOldest() {
    var bytes = entries.values.reduce(0) { $0 + $1.bytes }
    guard entries.count > capacity.programs || bytes > capacity.bytes else { return }
    // More than is needed at once, so that it is not done for every program from now on.
    for (key, entry) in entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
      guard entries.count > capacity.programs * 7 / 8 || bytes > capacity.bytes * 7 / 8, entries.count > 1
      else { return }
      entries[key] = nil
      bytes -= entry.bytes
    }
  }

  /// How many programs are kept.
  var count: Int { entries.count }
}

extension Preparation {
  /// About what it takes in memory.
  fileprivate var bytes: Int {
    switch self {
    case .ready(let program): program.files.reduce(0) { $0 + $1.contents.count }
    case .failed(let execution): execution.errorOutput.count
    }
  }
}
