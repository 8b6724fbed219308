import Foundation

/// Tries again what may succeed later: exponential backoff with full jitter (Brooker, "Exponential Backoff
/// And Jitter", AWS 2015), or as long as the server asks to wait.
struct RetryingService: CompletionService {
  private static let firstDelay = 0.5
  private static let longestDelay = 30.0
  /// Callers that were told the same wait do not come back at the same moment.
  private static let spread = 0.1

  let base: any CompletionService
  /// Tries after the first.
  let retries: Int
  let state: ServerState

  func complete(_ call: CompletionCall) async throws -> Completion {
    var tries = 0
    var brokeBefore = false
    while true {
      do {
        return try await base.complete(call)
      } catch var failure as CallFailure {
        try Task.checkCancellation()
        failure.tries = tries + 1
        // A server that was never there will not be there in a second either.
        let isHopeless = failure.kind == .unreachable && !state.wasReached
        if failure.isDeadConnection, !brokeBefore {
          // Servers close idle connections; the pool may not have noticed yet. That is no failed try.
          brokeBefore = true
          continue
        }
        guard failure.isTransient, !isHopeless, tries < retries else { throw failure }
        tries += 1
        try await Task.sleep(for: .seconds(delay(failure, tries: tries)))
      }
    }
  }

  private func delay(_ failure: CallFailure, tries: Int) -> Double {
    if let wait = failure.retryAfter { return wait + Double.random(in: 0...max(0.01, wait * Self.spread)) }
    return Double.random(in: 0...min(Self.longestDelay, Self.firstDelay * pow(2, Double(tries - 1))))
  }
}
