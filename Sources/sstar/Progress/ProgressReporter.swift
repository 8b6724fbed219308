import Foundation
import Glibc
import SStar
import Synchronization

/// How far something is, as its events tell.
protocol ProgressState: Sendable {
  associatedtype Event: Sendable

  /// Takes note of an event.
  /// - Returns: a line that tells it, for those who read a log; nil for what is too small to tell.
  mutating func note(_ event: Event) -> String?

  /// One line with all of it.
  func line(seconds: Double) -> String
}

/// Shows progress on standard error: one line that moves for a terminal, lines of a log otherwise.
final class ProgressReporter<Progress: ProgressState>: Sendable {
  private struct State {
    var progress: Progress
    var isOver = false
  }

  /// Time between two frames; what happens in between is shown together.
  private static var frame: Duration { .milliseconds(100) }
  private static var erase: String { "\r\u{1B}[K" }

  private let terminal: Terminal
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  init(_ progress: Progress, terminal: Terminal = Terminal(STDERR_FILENO)) {
    self.terminal = terminal
    state = Mutex(State(progress: progress))
  }

  /// Runs `body`, and shows what it tells until it is done.
  func report<T: Sendable>(
    _ body: @Sendable (@escaping @Sendable (Progress.Event) -> Void) async throws -> T
  ) async throws -> T {
    let frames = Task { [self] in
      while terminal.isInteractive, !Task.isCancelled {
        draw()
        try? await Task.sleep(for: Self.frame)
      }
    }
    defer {
      frames.cancel()
      end()
    }
    return try await body { event in self.note(event) }
  }

  private func note(_ event: Progress.Event) {
    state.withLock { state in
      guard let line = state.progress.note(event), !terminal.isInteractive, !state.isOver else { return }
      // Within the lock, so that lines keep their order.
      write(line + "\n")
    }
  }

  private func draw() {
    let elapsed = (ContinuousClock.now - start).components
    let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    state.withLock { state in
      guard !state.isOver else { return }
      let line = String(state.progress.line(seconds: seconds).prefix(max(10, terminal.width - 1)))
      write(Self.erase + terminal.coloured(line, .dim))
    }
  }

  private func end() {
    state.withLock { state in
      state.isOver = true
      if terminal.isInteractive { write(Self.erase) }
    }
  }

  private func write(_ text: String) {
    // Progress that cannot be shown is no reason to stop.
    _ = writeAll(Data(text.utf8), to: STDERR_FILENO)
  }
}
