import Foundation
import Glibc

/// The complete lines of a file, one after the other; memory holds one piece of the file and the longest line.
final class LineReader {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// What one read fills.
  private var piece = [UInt8](repeating: 0, count: 1 << 18)
  /// Where in the buffer the next line begins, and how far it is known to hold no line break.
  private var start = 0
  private var searched = 0
  /// Where in the file the next line begins.
  private var offset = 0

  /// - Throws: ``RunError``
  init(_ path: String) throws(RunError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    // From here on, `deinit` closes the descriptor, also when this throws.
    guard descriptor >= 0 else { throw .cannotRead(path: path, reason: "cannot be read") }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The next line and where it begins; nil at the end. What follows the last line break is no line.
  /// - Throws: ``RunError``
  func next() throws(RunError) -> (line: Data, offset: Int)? {
    while true {
      if let end = lineBreak() {
        defer {
          offset += end + 1 - start
          start = end + 1
          searched = start
        }
        return (Data(buffer[start..<end]), offset)
      }
      guard try readMore() else { return nil }
    }
  }

  private func lineBreak() -> Int? {
    let found = buffer.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress, searched < bytes.count else { return nil }
      return memchr(base + searched, 0x0A, bytes.count - searched).map { UnsafeRawPointer($0) - base }
    }
    searched = buffer.count
    return found
  }

  /// - Returns: whether there was more.
  private func readMore() throws(RunError) -> Bool {
    buffer.removeFirst(start)
    searched -= start
    start = 0
    var count = -1
    repeat { count = read(descriptor, &piece, piece.count) } while count < 0 && errno == EINTR
    guard count >= 0 else { throw .cannotRead(path: path, reason: String(cString: strerror(errno))) }
    buffer += piece[..<count]
    return count > 0
  }
}
