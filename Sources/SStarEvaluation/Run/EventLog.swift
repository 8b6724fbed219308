import Foundation
import Glibc

/// The append-only file of a run's events, one JSON object a line; the truth that all else follows from.
final class EventLog {
  private let path: String
  private let descriptor: Int32

  /// Opens the file for one writer, and cuts off a last line that was not completed.
  /// - Throws: ``RunError``
  init(_ path: String) throws(RunError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .inUse(path: path)
    }
    let length = try Self.completeLength(path)
    guard ftruncate(descriptor, off_t(length)) == 0 else {
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw .cannotWrite(path: path, reason: reason)
    }
  }

  deinit {
    close(descriptor)
  }

  /// Appends one line; all of it, or nothing that a reader would take for a line.
  /// - Throws: ``RunError``
  func append(_ line: Data, durably: Bool) throws(RunError) {
    let end = lseek(descriptor, 0, SEEK_END)
    guard writeFully(line + Data("\n".utf8), to: descriptor), !durably || fdatasync(descriptor) == 0 else {
      let reason = String(cString: strerror(errno))
      // A torn line would swallow the next one.
      ftruncate(descriptor, end)
      throw .cannotWrite(path: path, reason: reason)
    }
  }

  /// The complete lines of a file.
  /// - Throws: ``RunError``
  static func lines(_ path: String) throws(RunError) -> [Data] {
    let data = try contents(path)
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // What follows the last line break is empty, or was not completed.
    return lines.dropLast().map { Data($0) }
  }

  private static func completeLength(_ path: String) throws(RunError) -> Int {
    let data = try contents(path)
    return data.lastIndex(of: UInt8(ascii: "\n")).map { $0 - data.startIndex + 1 } ?? 0
  }

  private static func contents(_ path: String) throws(RunError) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    } catch {
      throw .cannotRead(path: path, reason: "cannot be read")
    }
  }
}
