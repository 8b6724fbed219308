import Synchronization

/// What all calls to one model share: what the server refuses, and whether it was ever reached.
final class ServerState: Sendable {
  private struct State {
    var habits: ServerHabits
    var wasReached = false
    var isChoicesProven = false
  }
  private let state: Mutex<State>

  init(habits: ServerHabits) {
    state = Mutex(State(habits: habits))
  }

  var habits: ServerHabits { state.withLock { $0.habits } }
  var wasReached: Bool { state.withLock { $0.wasReached } }

  /// Whether an answer held all of several choices that were asked for.
  var isChoicesProven: Bool { state.withLock { $0.isChoicesProven } }

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
    state.withLock { state in
      if choices < asked {
        state.habits.mostChoices = max(1, min(state.habits.mostChoices, choices))
      } else if asked > 1 {
        state.isChoicesProven = true
      }
    }
  }
}
