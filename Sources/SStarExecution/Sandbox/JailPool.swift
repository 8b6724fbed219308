import Foundation

/// Warm jails, at most one program running per worker.
///
/// Jails of different kinds (by fork server) are kept apart; a jail that failed is dropped.
actor JailPool {
  /// What a jail must be able to do.
  enum Kind: Hashable {
    /// Run commands.
    case plain
    /// Fork the resident interpreter of a language.
    case forkServer(language: String)
  }

  private let workers: Int
  private let reaper: LauncherReaper
  private let start: @Sendable (Kind) async throws -> Jail
  private var busy = 0
  private var idle: [(kind: Kind, jail: Jail)] = []
  private var waiting: [(id: Int, continuation: CheckedContinuation<Void, any Error>)] = []
  private var nextWaiter = 0

  init(
    workers: Int, reaper: LauncherReaper, start: @escaping @Sendable (Kind) async throws -> Jail
  ) {
    self.workers = workers
    self.reaper = reaper
    self.start = start
  }

  /// Runs `body` with a jail of its own, preferably one that has `installed` already.
  func withJail<T: Sendable>(
    _ kind: Kind, installed: Int?, _ body: @Sendable (Jail) async throws -> T
  ) async throws -> T {
    try await enter()
    defer { leave() }
    let jail = try await take(kind, installed: installed)
    do {
      let result = try await body(jail)
      // A cancellation that came just as the work was done has ended the jail all the same.
      if jail.isUsable { idle.append((kind, jail)) }
      return result
    } catch {
      jail.kill()
      throw error
    }
  }

  /// The launchers of all idle jails.
  var launchers: [Int32] { idle.map(\.jail.process) }

  /// The working directories of all idle jails, as programs see them.
  var boxes: [String] { idle.map(\.jail.report.box) }

  /// Ends all idle jails; the others end with their users.
  func shutdown() async {
    idle.forEach { $0.jail.kill() }
    idle.removeAll()
    await reaper.finish()
  }

  private func take(_ kind: Kind, installed: Int?) async throws -> Jail {
    // The machine may have ended launchers that had nothing to do.
    idle.filter { !$0.jail.isIdle }.forEach { $0.jail.kill() }
    idle.removeAll { !$0.jail.isUsable }
    if let installed,
      let index = idle.firstIndex(where: { $0.kind == kind && $0.jail.installed == installed })
    {
      return idle.remove(at: index).jail
    }
    if let index = idle.firstIndex(where: { $0.kind == kind }) { return idle.remove(at: index).jail }
    return try await start(kind)
  }

  private func enter() async throws {
    try Task.checkCancellation()
    guard busy >= workers else {
      busy += 1
      return
    }
    let id = nextWaiter
    nextWaiter += 1
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { waiting.append((id, $0)) }
    } onCancel: {
      Task { await self.abandon(id) }
    }
  }

  private func abandon(_ id: Int) {
    guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: index).continuation.resume(throwing: CancellationError())
  }

  private func leave() {
    if waiting.isEmpty {
      busy -= 1
    } else {
      waiting.removeFirst().continuation.resume()
    }
  }
}
