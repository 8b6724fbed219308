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
  /// Interpreter and script of the fork server, if one is wanted.
  var forkServer: (interpreter: String, script: URL)?
}

/// One launcher process with the programs in its jail. Runs one program at a time.
///
/// Used by one task at a time; a cancelled or failed jail is dead and must be dropped.
final class Jail: @unchecked Sendable {
  // Unchecked: mutable state is only touched on `queue`, except `socket`, which `kill()` may shut down
  // from anywhere under `lock`.
  private let queue = DispatchQueue(label: "sstar.jail")
  private let lock = NSLock()
  private var socket: Int32
  private var isDead = false
  /// The launcher.
  let process: pid_t
  let report: SandboxReport
  /// Identity of the program that is installed now.
  var installed: Int?

  private init(socket: Int32, process: pid_t, report: SandboxReport) {
    self.socket = socket
    self.process = process
    self.report = report
  }

  deinit {
    if socket >= 0 { close(socket) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  }

  /// Starts a launcher and waits until it is ready.
  static func start(_ configuration: JailConfiguration) async throws -> Jail {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try startBlocking(configuration) })
      }
    }
  }

  private static func startBlocking(_ configuration: JailConfiguration) throws -> Jail {
    let scratch = try makeScratchDirectory()
    var pair: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0
    else {
      throw SandboxError.resources("cannot make a socket: \(errorText())")
    }
    let process: pid_t
    do {
      defer { close(pair[1]) }
      process = try spawn(configuration, scratch: scratch, socket: pair[1])
    } catch {
      close(pair[0])
      rmdir(scratch)
      throw error
    }
    do {
      let report = try readHello(pair[0])
      return Jail(socket: pair[0], process: process, report: report)
    } catch {
      close(pair[0])
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
      rmdir(scratch)
      throw error
    }
  }

  private static func makeScratchDirectory() throws -> String {
    let parent = FileManager.default.temporaryDirectory.path
    var template = Array("\(parent)/sstar-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw SandboxError.resources(
        "cannot make a scratch directory in \(parent): \(errorText()). Free some space or set TMPDIR.")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
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
    if let server = configuration.forkServer {
      arguments += ["--fork-server", server.interpreter, server.script.path]
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

  /// Ends the launcher and all in its jail.
  func kill() {
    lock.withLock {
      isDead = true
      if socket >= 0 { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }

  /// Whether it can take another request.
  var isUsable: Bool { lock.withLock { !isDead } }

  private func exchange(_ request: LauncherMessages.Request) throws -> LauncherMessages.Response {
    do {
      try Self.writeAll(request.encoded(), to: socket)
      guard
        let header = LauncherMessages.ResponseHeader(
          try Self.readExactly(LauncherMessages.responseSize, from: socket))
      else { throw SandboxError.launcher("it sent an unreadable response") }
      var payload = ByteReader(try Self.readExactly(header.payloadSize, from: socket))
      let output = payload.blob().data ?? Data()
      let error = payload.blob().data ?? Data()
      let collected = header.failed ? [] : request.collect.map { _ in payload.blob().data }
      return LauncherMessages.Response(header: header, output: output, error: error, collected: collected)
    } catch {
      if Task.isCancelled { throw CancellationError() }
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
