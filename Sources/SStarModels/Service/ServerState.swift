import Synchronization

/// What all calls to one model share: what the server refuses, and whether it was ever reached.
final class ServerState: Sendable {
  private let state: Mutex<(habits: ServerHabits, wasReached: Bool)>

  init(habits: ServerHabits) {
    state = Mutex((habits, false))
  }

  var habits: ServerHabits { state.withLock { $0.habits } }
  var wasReached: Bool { state.withLock { $0.wasReached } }

  func noteReached() {
    state.withLock { $0.wasReached = true }
  }

  /// - Returns: whether another try is worth it.
  func learn(from failure: CallFailure, body: JSON, choices: Int, tried: ServerHabits) -> Bool {
    state.withLock { state in
      // Another call may have learnt the same while this one was under way.
      if state.habits != tried { return failure.kind == .refused }
      return state.habits.learn(from: failure, body: body, choices: choices)
    }
  }

  /// A server that ignores `n` answers with fewer choices.
  func learn(choices: Int, of asked: Int) {
    guard choices < asked else { return }
    state.withLock { $0.habits.mostChoices = max(1, min($0.habits.mostChoices, choices)) }
  }
}
