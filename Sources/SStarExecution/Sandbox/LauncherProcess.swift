import Dispatch
import Foundation
import Glibc

/// Our end of the socket to a launcher; closed when nobody holds it any more.
final class LauncherSocket: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Tells the launcher to end, and ends what waits for it here.
  func end() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Whether the other end is there and silent, as a launcher is that has nothing to do.
  var isIdle: Bool {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN | POLLRDHUP), revents: 0)
    return poll(&watched, 1, 0) == 0
  }

  private var POLLRDHUP: Int32 { 0x2000 }
}

/// A launcher's process and its directory.
struct LauncherProcess: Sendable {
  var id: pid_t
  var scratch: ScratchDirectory
}

/// Sees to the end of launchers whose sockets are closed, without a thread that waits.
final class LauncherReaper: Sendable {
  /// How long a launcher may take to end what is in its jail, and how long a killed one may take to die.
  private static let grace = 2.0
  private static let giveUp = 5.0

  private let launcher: URL
  private let group = DispatchGroup()

  init(launcher: URL) { self.launcher = launcher }

  /// Returns at once.
  func reap(_ process: LauncherProcess) {
    group.enter()
    look(at: process, elapsed: 0, interval: 0.001)
  }

  /// Waits until all that were to end have ended.
  func finish() async {
    await withCheckedContinuation { continuation in
      group.notify(queue: .global()) { continuation.resume() }
    }
  }

  private func look(at process: LauncherProcess, elapsed: Double, interval: Double) {
    DispatchQueue.global().asyncAfter(deadline: .now() + interval) { [self] in
      var status: Int32 = 0
      if waitpid(process.id, &status, WNOHANG) != 0 {
        let wasKilled = status & 0x7f != 0
        process.scratch.remove(with: launcher, killed: wasKilled ? process.id : nil)
        group.leave()
      } else if elapsed > Self.giveUp {
        group.leave()
      } else {
        // With it ends what it has started: the kernel sees to that.
        if elapsed > Self.grace { kill(process.id, SIGKILL) }
        look(at: process, elapsed: elapsed + interval, interval: min(2 * interval, 0.05))
      }
    }
  }
}
