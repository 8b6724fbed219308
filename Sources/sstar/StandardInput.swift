import Foundation
import Glibc
import SStarEvaluation

/// Standard input, read so that an interrupt ends the wait for it.
enum StandardInput {
  /// How long a wait lasts before it looks for an interrupt, in milliseconds.
  private static let wait: Int32 = 50

  /// All of it, to its end.
  /// - Throws: `CancellationError`, or ``PackageError`` when it cannot be read.
  static func readToEnd() throws -> Data {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      try Task.checkCancellation()
      var poller = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&poller, 1, wait) != 0 else { continue }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count == 0 { return data }
      if count > 0 {
        data.append(contentsOf: buffer[..<count])
      } else if errno != EINTR && errno != EAGAIN {
        throw PackageError(file: "standard input", problem: String(cString: strerror(errno)))
      }
    }
  }
}
