import Synchronization

/// The models of a solve, one for each role, and what they consumed.
public actor ModelClient {
  private let models: [Role: any LanguageModel]
  private let fallback: any LanguageModel
  private let onReply: @Sendable (Role, Usage) -> Void
  private nonisolated let draws = Draws()
  /// What the calls so far consumed, by role.
  public private(set) var usageByRole: [Role: Usage] = [:]
  /// Why draws gave less than was asked for, in the order in which they ended; cancelled ones are not among
  /// them. What goes on without the replies was made with less than it should have had.
  public private(set) var failures: [any Error] = []

  /// - Parameters:
  ///   - model: the model of all roles that `roles` does not name.
  ///   - lost: what calls without a reply cost in an earlier part of the same run.
  ///   - onReply: told of every reply, and every call without one, and of what it consumed.
  public init(
    _ model: any LanguageModel, roles: [Role: any LanguageModel] = [:], lost: [Role: Usage] = [:],
    onReply: @escaping @Sendable (Role, Usage) -> Void = { _, _ in }
  ) {
    fallback = model
    models = roles
    usageByRole = lost
    self.onReply = onReply
  }

  /// What all calls so far consumed.
  public var usage: Usage { usageByRole.values.reduce(Usage(), +) }

  /// The model that answers requests of `role`.
  public nonisolated func model(for role: Role) -> any LanguageModel {
    models[role] ?? fallback
  }

  /// Whether requests of `role` get answers at all.
  public nonisolated func answers(_ role: Role) -> Bool {
    model(for: role).answers(role)
  }

  /// One reply.
  /// - Throws: what the model throws; ``ModelError/noReply(model:)`` when it yields nothing.
  public func reply(to request: ModelRequest, sample: Int = 0) async throws -> ModelReply {
    for try await reply in replies(to: request, samples: sample..<sample + 1) { return reply }
    try Task.checkCancellation()
    throw ModelError.noReply(model: model(for: request.role).identifier)
  }

  /// Replies in the order in which they become available.
  public nonisolated func replies(
    to request: ModelRequest, samples: Range<Int>
  ) -> AsyncThrowingStream<ModelReply, any Error> {
    let model = model(for: request.role)
    return AsyncThrowingStream { continuation in
      let task = draws.start {
        do {
          try await model.draw(request, samples: samples) { delivery in
            switch delivery {
            case .loss(let usage): await self.record(usage, request.role)
            case .replies(let replies):
              for reply in replies {
                await self.record(reply.usage, request.role)
                continuation.yield(reply)
              }
            }
          }
          continuation.finish()
        } catch {
          await self.record(error)
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// Returns when no draw is under way. Whoever stops reading replies cancels their draw and does not wait for
  /// it; it may still have to record what had arrived.
  public nonisolated func drain() async {
    while let task = draws.any { await task.value }
  }

  private func record(_ failure: any Error) {
    if !Task.isCancelled, !(failure is CancellationError) { failures.append(failure) }
  }

  private func record(_ usage: Usage, _ role: Role) {
    usageByRole[role, default: Usage()] += usage
    onReply(role, usage)
  }
}

/// The draws that are under way.
private final class Draws: Sendable {
  private let tasks = Mutex((next: 0, running: [Int: Task<Void, Never>]()))

  func start(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
    tasks.withLock { tasks in
      let id = tasks.next
      tasks.next += 1
      let task = Task {
        await body()
        self.end(id)
      }
      tasks.running[id] = task
      return task
    }
  }

  var any: Task<Void, Never>? { tasks.withLock { $0.running.values.first } }

  private func end(_ id: Int) {
    tasks.withLock { $0.running[id] = nil }
  }
}

/// Why a model gave no reply.
public enum ModelError: Error, Sendable, CustomStringConvertible {
  /// The model ended without a reply.
  case noReply(model: String)

  public var description: String {
    switch self {
    case .noReply(let model): "\(model) ended without a reply"
    }
  }
}
