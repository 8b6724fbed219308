import Foundation
import Glibc

/// The append-only file of a run's events, one JSON object a line; the truth that all else follows from.
///
/// Its owner appends from one place at a time; the descriptor itself may be used from several.
final class EventLog: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Opens the file for one writer, and cuts off a last line that was not completed.
  /// - Throws: ``RunError``
  init(_ path: String) throws(RunError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    // From here on, `deinit` closes the descriptor, also when this throws.
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
    guard Self.lock(descriptor) else { throw .inUse(path: path) }
    let length = try Self.completeLength(descriptor, path)
    guard ftruncate(descriptor, off_t(length)) == 0 else {
      throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// A process that was just ended may take a moment to let go.
  private static func lock(_ descriptor: Int32) -> Bool {
    for attempt in 0..<20 {
      if attempt > 0 { usleep(50_000) }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    }
    return false
  }

  /// Appends lines with one write; all of them, or nothing that a reader would take for a line.
  /// - Returns: where the first line begins.
  /// - Throws: ``RunError``
  func append(_ lines: [Data]) throws(RunError) -> Int {
    let end = lseek(descriptor, 0, SEEK_END)
    let text = lines.reduce(into: Data()) { $0 += $1 + Data("\n".utf8) }
    guard writeFully(text, to: descriptor) else {
      let reason = String(cString: strerror(errno))
      // A torn line would swallow the next one.
      ftruncate(descriptor, end)
      throw .cannotWrite(path: path, reason: reason)
    }
    return Int(end)
  }

  /// Waits until all lines so far would survive a power failure.
  /// - Throws: ``RunError``
  func synchronize() throws(RunError) {
    guard fdatasync(descriptor) == 0 else {
      throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// The line that begins at `offset`.
  /// - Throws: ``RunError``
  static func line(_ path: String, at offset: Int, length: Int) throws(RunError) -> Data {
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      try file.seek(toOffset: UInt64(offset))
      if let data = try file.read(upToCount: length), data.count == length { return data }
    } catch {}
    throw .cannotRead(path: path, reason: "cannot be read at byte \(offset)")
  }

  /// Bytes up to the last line break, which is looked for from the end.
  private static func completeLength(_ descriptor: Int32, _ path: String) throws(RunError) -> Int {
    var end = Int(lseek(descriptor, 0, SEEK_END))
    var piece = [UInt8](repeating: 0, count: 4096)
    while end > 0 {
      let start = max(0, end - piece.count)
      let count = piece.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, end - start, off_t(start))
      }
      if count < 0, errno == EINTR { continue }
      guard count == end - start else { throw .cannotRead(path: path, reason: "cannot be read") }
      if let last = piece[..<count].lastIndex(of: 0x0A) { return start + last + 1 }
      end = start
    }
    return 0
  }
}
