/// Bounds the calls in flight, and lowers the bound while the server cannot follow.
struct LimitedService: CompletionService {
  let base: any CompletionService
  let limit: ConcurrencyLimit

  func complete(_ call: CompletionCall) async throws -> Completion {
    try await limit.acquire()
    do {
      let completion = try await base.complete(call)
      await limit.release(.served)
      return completion
    } catch let failure as CallFailure where failure.kind == .busy {
      await limit.release(.turnedAway(retryAfter: failure.retryAfter))
      throw failure
    } catch {
      await limit.release(.failed)
      throw error
    }
  }
}

/// Calls in flight to one model: halved when the server turns many calls away, raised again while it serves them.
actor ConcurrencyLimit {
  enum Outcome: Sendable {
    case served
    /// The server has no room; how long it asks to wait, in seconds.
    case turnedAway(retryAfter: Double?)
    case failed
  }

  /// The bound rises by one for so many served calls.
  private static let servedForOneMore = 4.0
  /// Calls turned away within this time were sent under the same bound, and halve it once.
  private static let settling = Duration.seconds(1)
  /// Weight of the last call in the share of calls turned away.
  private static let weight = 0.1
  /// Above this share the bound is halved: one call turned away now and then may be bad luck.
  private static let tolerated = 0.3

  private let most: Double
  private var bound: Double
  private var inFlight = 0
  private var waiting: [(id: Int, continuation: CheckedContinuation<Void, any Error>)] = []
  private var nextID = 0
  private var lastCut: ContinuousClock.Instant?
  /// Share of calls turned away, of late.
  private var pressure = 0.0
  private var pausedUntil: ContinuousClock.Instant?
  private var wakeUp: Task<Void, Never>?

  init(most: Int) {
    self.most = Double(max(1, most))
    bound = self.most
  }

  /// Waits for a place, first come first served.
  /// - Throws: `CancellationError`
  func acquire() async throws {
    try Task.checkCancellation()
    if waiting.isEmpty, hasRoom {
      inFlight += 1
      return
    }
    let id = nextID
    nextID += 1
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        waiting.append((id, continuation))
        admit()
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
  }

  func release(_ outcome: Outcome) {
    inFlight -= 1
    switch outcome {
    case .served:
      pressure *= 1 - Self.weight
      bound = min(most, bound + 1 / Self.servedForOneMore)
    case .turnedAway(let retryAfter): slowDown(retryAfter)
    case .failed: break
    }
    admit()
  }

  private var hasRoom: Bool {
    if let pausedUntil, pausedUntil > .now { return false }
    return inFlight < Int(bound)
  }

  private func slowDown(_ retryAfter: Double?) {
    pressure += Self.weight * (1 - pressure)
    guard pressure > Self.tolerated else { return }
    let now = ContinuousClock.now
    if lastCut.map({ now - $0 >= Self.settling }) ?? true {
      bound = max(1, bound / 2)
      lastCut = now
    }
    // Then no call gets through before the time that the server names. Where that is longer than calls wait,
    // each fails by itself, and none is held up.
    if let retryAfter, retryAfter <= CallFailure.longestWait {
      let until = now + .seconds(retryAfter)
      pausedUntil = max(pausedUntil ?? until, until)
    }
  }

  private func admit() {
    while let next = waiting.first, hasRoom {
      waiting.removeFirst()
      inFlight += 1
      next.continuation.resume()
    }
    guard let pausedUntil, pausedUntil > .now, !waiting.isEmpty, wakeUp == nil else { return }
    wakeUp = Task {
      try? await Task.sleep(until: pausedUntil, clock: .continuous)
      self.wake()
    }
  }

  private func wake() {
    wakeUp = nil
    admit()
  }

  private func giveUp(_ id: Int) {
    guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: index).continuation.resume(throwing: CancellationError())
  }
}
