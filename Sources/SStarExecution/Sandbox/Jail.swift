import Dispatch
import Foundation
import SStar

import Glibc

/// How a launcher process is to be started.
struct JailConfiguration: Sendable {
  var launcher: URL
  var mode: SandboxMode
  /// Host paths that programs may read and execute.
  var readOnlyPaths: [String]
  var scratchBytes: Int
  /// Highest version of Landlock to use; nil for all that the kernel has.
  var landlockABI: Int?
  var usesControlGroups: Bool
  /// Interpreter and scripts of the fork server, if one is wanted.
  var forkServer: (interpreter: String, scripts: URL)?
  /// Sees to the launcher's end.
  var reaper: LauncherReaper

  /// As many as the launcher takes (`PATHS_MAX`).
  static let mostPaths = 256
}

/// One launcher process with the programs in its jail. Runs one program at a time.
///
/// Used by one task at a time; a cancelled or failed jail is dead and must be dropped.
final class Jail: @unchecked Sendable {
  // Unchecked: mutable state is only touched on `queue`, except `isDead`, which has a lock.
  private let queue = DispatchQueue(label: "sstar.jail")
  private let lock = NSLock()
  private let socket: LauncherSocket
  private let launcher: LauncherProcess
  private let reaper: LauncherReaper
  private var isDead = false
  let report: SandboxReport
  /// Identity of the program that is installed now.
  var installed: Int?

  private init(
    socket: LauncherSocket, launcher: LauncherProcess, reaper: LauncherReaper, report: SandboxReport
  ) {
    self.socket = socket
    self.launcher = launcher
    self.reaper = reaper
    self.report = report
  }

  deinit { kill() }

  /// The launcher.
  var process: pid_t { launcher.id }

  /// Starts a launcher and waits until it is ready.
  static func start(_ configuration: JailConfiguration) async throws -> Jail {
    guard configuration.readOnlyPaths.count <= JailConfiguration.mostPaths else {
      throw SandboxError.resources(
        "the languages need \(configuration.readOnlyPaths.count) paths of this machine, and "
          + "\(JailConfiguration.mostPaths) can be given to programs: shorten `read_only` in their definitions"
      )
    }
    var pair: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0
    else {
      throw SandboxError.resources("cannot make a socket: \(errorText())")
    }
    let (ours, theirs) = (LauncherSocket(pair[0]), pair[1])
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
          continuation.resume(with: Result { try startBlocking(configuration, ours, theirs) })
        }
      }
    } onCancel: {
      ours.end()
    }
  }

  private static func startBlocking(
    _ configuration: JailConfiguration, _ socket: LauncherSocket, _ theirs: Int32
  ) throws -> Jail {
    let launcher: LauncherProcess
    do {
      defer { close(theirs) }
      let scratch = try ScratchDirectory.make()
      do {
        launcher = LauncherProcess(
          id: try spawn(configuration, scratch: scratch.path, socket: theirs), scratch: scratch)
      } catch {
        rmdir(scratch.path)
        throw error
      }
    }
    do {
      let report = try readHello(socket.descriptor)
      return Jail(socket: socket, launcher: launcher, reaper: configuration.reaper, report: report)
    } catch {
      socket.end()
      configuration.reaper.reap(launcher)
      throw error
    }
  }

  private static func spawn(
    _ configuration: JailConfiguration, scratch: String, socket: Int32
  ) throws -> pid_t {
    var arguments = [configuration.launcher.path, "serve", "--scratch", scratch]
    arguments += ["--scratch-bytes", String(configuration.scratchBytes)]
    for path in configuration.readOnlyPaths { arguments += ["--read-only", path] }
    switch configuration.mode {
    case .auto, .namespaces: break
    case .landlock: arguments.append("--no-namespaces")
    case .none: arguments.append("--unconfined")
    }
    if let abi = configuration.landlockABI { arguments += ["--landlock-abi", String(abi)] }
    if !configuration.usesControlGroups { arguments.append("--no-control-groups") }
    if let server = configuration.forkServer {
      arguments += ["--fork-server", server.interpreter, server.scripts.path]
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, socket, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // A group of its own: an interrupt at the terminal reaches only us, and we end the launcher.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/local/bin:/usr/bin:/bin"), nil]
    defer { (argv + envp).forEach { free($0) } }
    var process: pid_t = 0
    let result = posix_spawn(&process, configuration.launcher.path, &actions, &attributes, &argv, &envp)
    guard result == 0 else {
      throw SandboxError.launcher("\(configuration.launcher.path): \(String(cString: strerror(result)))")
    }
    return process
  }

  private static func readHello(_ socket: Int32) throws -> SandboxReport {
    var reader = ByteReader(try readExactly(LauncherMessages.helloSize, from: socket))
    guard reader.integer(UInt32.self) == LauncherMessages.responseMagic,
      reader.integer(UInt32.self) == LauncherMessages.version,
      let layers = reader.integer(UInt32.self), let abi = reader.integer(Int32.self),
      let outcome = reader.integer(UInt32.self), reader.integer(UInt32.self) != nil,
      let size = reader.integer(UInt64.self), size < 1 << 20
    else {
      throw SandboxError.launcher("it speaks another version of the protocol; build all products together")
    }
    var payload = ByteReader(try readExactly(Int(size), from: socket))
    let texts = (0..<3).map { _ in String(decoding: payload.blob().data ?? Data(), as: UTF8.self) }
    guard outcome == 0 else { throw SandboxError.launcher(texts[2]) }
    return SandboxReport(
      layers: SandboxLayers(rawValue: layers), landlockABI: Int(abi), notes: texts[2],
      box: texts[0], program: texts[1])
  }

  /// Sends a request and waits for the response. When the task is cancelled, everything in the jail is
  /// killed and this throws `CancellationError`.
  func send(_ request: LauncherMessages.Request) async throws -> LauncherMessages.Response {
    let response: LauncherMessages.Response = try await withTaskCancellationHandler {
      try Task.checkCancellation()
      return try await withCheckedThrowingContinuation { continuation in
        queue.async {
          continuation.resume(with: Result { try self.exchange(request) })
        }
      }
    } onCancel: {
      kill()
    }
    return response
  }

  /// Ends the launcher and all in its jail, without waiting for it.
  func kill() {
    let isFirst = lock.withLock {
      defer { isDead = true }
      return !isDead
    }
    guard isFirst else { return }
    socket.end()
    reaper.reap(launcher)
  }

  /// Whether it can take another request, as far as we know.
  var isUsable: Bool { lock.withLock { !isDead } }

  /// Whether its launcher still waits for requests.
  var isIdle: Bool { isUsable && socket.isIdle }

  private func exchange(_ request: LauncherMessages.Request) throws -> LauncherMessages.Response {
    do {
      try Self.writeAll(request.encoded(), to: socket.descriptor)
      guard
        let header = LauncherMessages.ResponseHeader(
          try Self.readExactly(LauncherMessages.responseSize, from: socket.descriptor))
      else { throw SandboxError.launcher("it sent an unreadable response") }
      var payload = ByteReader(try Self.readExactly(header.payloadSize, from: socket.descriptor))
      let output = payload.blob().data ?? Data()
      let error = payload.blob().data ?? Data()
      let collected = header.failed ? [] : request.collect.map { _ in payload.blob().data }
      return LauncherMessages.Response(header: header, output: output, error: error, collected: collected)
    } catch {
      // Nobody else ends a jail that is at work.
      if !isUsable { throw CancellationError() }
      throw error
    }
  }

  private static func writeAll(_ data: Data, to socket: Int32) throws {
    try data.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let rest = bytes.baseAddress?.advanced(by: done)
        let sent = Glibc.send(socket, rest, bytes.count - done, Int32(MSG_NOSIGNAL))
        if sent < 0 && errno == EINTR { continue }
        guard sent > 0 else { throw SandboxError.launcher("the connection broke: \(errorText())") }
        done += sent
      }
    }
  }

  private static func readExactly(_ count: Int, from socket: Int32) throws -> Data {
    var data = Data(count: count)
    try data.withUnsafeMutableBytes { bytes in
      var filled = 0
      while filled < count {
        let got = read(socket, bytes.baseAddress?.advanced(by: filled), count - filled)
        if got < 0 && errno == EINTR { continue }
        guard got > 0 else {
          throw SandboxError.launcher(got == 0 ? "it ended unexpectedly" : errorText())
        }
        filled += got
      }
    }
    return data
  }

  private static func errorText() -> String { String(cString: strerror(errno)) }
}
