import Foundation
import Glibc

/// A file that takes a result at the end of long work: checked before, replaced in one step after.
struct OutputFile: Sendable {
  /// The path as the user gave it.
  let path: String
  /// Where the path leads when it is a symbolic link.
  private let target: URL
  private let isRegular: Bool

  /// - Throws: ``OutputFileError`` when it could not be written now.
  init(_ path: String) throws(OutputFileError) {
    self.path = path
    target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    var status = stat()
    if stat(target.path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFDIR: throw OutputFileError(path: path, reason: "it is a directory; name a file")
      case S_IFREG: isRegular = true
      default: isRegular = false
      }
    } else {
      isRegular = true
    }
    if isRegular {
      let trial = temporary
      let descriptor = open(trial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw OutputFileError(path: path, code: errno) }
      close(descriptor)
      unlink(trial)
    } else if access(target.path, W_OK) != 0 {
      throw OutputFileError(path: path, code: errno)
    }
  }

  /// A name beside the target, so that renaming stays on one file system.
  private var temporary: String {
    let name = ".\(target.lastPathComponent).\(getpid()).tmp"
    return target.deletingLastPathComponent().appendingPathComponent(name).path
  }

  /// Replaces the file; readers see the old or the new contents, never a part.
  func write(_ contents: Data) throws(OutputFileError) {
    guard isRegular else {
      // Devices and pipes cannot be replaced.
      let descriptor = open(target.path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw OutputFileError(path: path, code: errno) }
      let failure = writeAll(contents, to: descriptor)
      close(descriptor)
      if let failure { throw OutputFileError(path: path, code: failure) }
      return
    }
    let name = temporary
    let descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw OutputFileError(path: path, code: errno) }
    var failure = writeAll(contents, to: descriptor)
    if failure == nil, fchmod(descriptor, permissions) != 0 || fsync(descriptor) != 0 { failure = errno }
    if close(descriptor) != 0, failure == nil { failure = errno }
    if failure == nil, rename(name, target.path) != 0 { failure = errno }
    if let failure {
      unlink(name)
      throw OutputFileError(path: path, code: failure)
    }
  }

  /// Those of the file that is replaced, or what the umask leaves.
  private var permissions: mode_t {
    var status = stat()
    if stat(target.path, &status) == 0 { return status.st_mode & 0o777 }
    let mask = umask(0)
    umask(mask)
    return 0o666 & ~mask
  }
}

/// A file that cannot be written.
struct OutputFileError: Error, CustomStringConvertible {
  var path: String
  var reason: String

  init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  init(path: String, code: Int32) {
    self.init(path: path, reason: String(cString: strerror(code)))
  }

  var description: String { "cannot write \(path): \(reason)" }
}

/// Makes a directory and those above it, where they are not there yet. The words of Foundation for a failure tell of
/// files that do not exist; the system's say why.
func makeDirectory(_ directory: URL) throws(OutputFileError) {
  if mkdir(directory.path, 0o777) == 0 { return }
  var code = errno
  if code == ENOENT, directory.path != "/" {
    try makeDirectory(directory.deletingLastPathComponent())
    code = mkdir(directory.path, 0o777) == 0 ? 0 : errno
  }
  var status = stat()
  let isDirectory = stat(directory.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  guard isDirectory else {
    throw OutputFileError(
      path: directory.path, reason: "no directory can be made: \(String(cString: strerror(code)))")
  }
}

/// Writes all of `data`.
/// - Returns: the error number, or nil.
func writeAll(_ data: Data, to descriptor: Int32) -> Int32? {
  data.withUnsafeBytes { buffer in
    var done = 0
    while done < buffer.count {
      let count = write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      if count > 0 {
        done += count
      } else if count < 0 && errno == EAGAIN {
        // Someone else made the stream non-blocking; wait until it takes more.
        var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&poller, 1, -1)
      } else if count < 0 && errno != EINTR {
        return errno
      }
    }
    return nil
  }
}

/// Writes to standard output. A reader that has gone is no error: it has what it wanted.
func writeOutput(_ data: Data) throws(OutputFileError) {
  guard let failure = writeAll(data, to: STDOUT_FILENO), failure != EPIPE else { return }
  throw OutputFileError(path: "standard output", code: failure)
}
