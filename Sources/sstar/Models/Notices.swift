import Glibc
import Synchronization

/// Tells the user what should be known, each sentence once.
final class Notices: Sendable {
  /// So many different ones are enough to read.
  private static let most = 20
  private let told = Mutex<Set<String>>([])

  func tell(_ text: String) {
    let isNew = told.withLock { $0.count < Self.most && $0.insert(text).inserted }
    guard isNew else { return }
    // A line of progress may stand there.
    let start = Terminal(STDERR_FILENO).isInteractive ? "\r\u{1B}[K" : ""
    printError("\(start)warning: \(terminalLine(text, limit: 500))")
  }
}
