import Foundation
import Glibc

/// A file that grows piece by piece and takes its name when it is complete: readers see the old one or the
/// new one, and memory holds neither.
final class ReportFile {
  private let path: String
  private let draft: String
  private let descriptor: Int32
  private var buffer = Data()
  private(set) var size = 0
  private var isOpen = true

  /// - Throws: ``RunError``
  init(_ file: URL) throws(RunError) {
    path = file.path
    draft = "\(file.path).\(getpid()).tmp"
    descriptor = open(draft, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
  }

  deinit {
    guard isOpen else { return }
    close(descriptor)
    unlink(draft)
  }

  /// - Throws: ``RunError``
  func write(_ text: String) throws(RunError) {
    buffer.append(contentsOf: text.utf8)
    size += text.utf8.count
    if buffer.count > 1 << 16 { try flush() }
  }

  /// - Throws: ``RunError``
  func write(_ piece: HTML) throws(RunError) {
    try write(piece.markup)
  }

  /// Appends all that is in another one.
  /// - Throws: ``RunError``
  func append(_ other: ReportFile) throws(RunError) {
    try other.flush()
    var piece = Data(count: 1 << 16)
    var offset = 0
    while offset < other.size {
      let count = piece.withUnsafeMutableBytes {
        pread(other.descriptor, $0.baseAddress, $0.count, off_t(offset))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw other.failure() }
      buffer.append(piece.prefix(count))
      size += count
      offset += count
      try flush()
    }
  }

  /// - Throws: ``RunError``
  func finish() throws(RunError) {
    try flush()
    guard rename(draft, path) == 0 else { throw failure() }
    close(descriptor)
    isOpen = false
  }

  private func flush() throws(RunError) {
    guard writeFully(buffer, to: descriptor) else { throw failure() }
    buffer.removeAll(keepingCapacity: true)
  }

  private func failure() -> RunError {
    .cannotWrite(path: path, reason: String(cString: strerror(errno)))
  }
}
