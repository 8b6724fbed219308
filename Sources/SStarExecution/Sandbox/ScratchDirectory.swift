import Dispatch
import Foundation
import Glibc

/// A launcher's directory on this machine. It is locked as long as its owner lives, so that those of owners who ended
/// without cleaning up can be told from the others, also by processes that cannot see each other.
final class ScratchDirectory: Sendable {
  private static let prefix = "sstar-jail-"
  /// Younger ones may not be locked yet.
  private static let youngest = 60
  /// How many seconds removing one may take.
  private static let longest = 4.0

  let path: String
  private let lock: Int32

  private init(path: String, lock: Int32) {
    self.path = path
    self.lock = lock
  }

  deinit { close(lock) }

  static func make() throws -> ScratchDirectory {
    let parent = FileManager.default.temporaryDirectory.path
    var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw SandboxError.resources(
        "cannot make a scratch directory in \(parent): \(String(cString: strerror(errno))). "
          + "Free some space or set TMPDIR.")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let directory = locked(path) else {
      rmdir(path)
      throw SandboxError.resources("cannot lock \(path): \(String(cString: strerror(errno)))")
    }
    return directory
  }

  /// Nil when somebody else has it locked.
  private static func locked(_ path: String) -> ScratchDirectory? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    return ScratchDirectory(path: path, lock: descriptor)
  }

  /// Removes it with all that a launcher which could not clean up left there. The launcher's own code does it: names,
  /// modes and links in there are those of hostile programs.
  /// - Parameter killed: the launcher, where it was killed: then there may be control groups to be removed as well.
  func remove(with launcher: URL, killed: pid_t? = nil) {
    if rmdir(path) == 0 || errno == ENOENT, killed == nil { return }
    let process = Process()
    process.executableURL = launcher
    process.arguments = ["clean", "--scratch", path, "--launcher", String(killed ?? 0)]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    guard (try? process.run()) != nil else { return }
    // What it could not do in time is done when it is found abandoned.
    if ended.wait(timeout: .now() + Self.longest) == .timedOut { kill(process.processIdentifier, SIGKILL) }
  }

  /// Removes those of our user's whose owners ended without doing it.
  static func removeAbandoned(with launcher: URL) {
    let parent = FileManager.default.temporaryDirectory.path
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    where name.hasPrefix(prefix) {
      let path = "\(parent)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0, status.st_uid == geteuid(),
        time(nil) - status.st_mtim.tv_sec > youngest
      else { continue }
      locked(path)?.remove(with: launcher)
    }
  }
}
