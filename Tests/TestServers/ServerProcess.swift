import Foundation
import Glibc

/// A server program in a process group and a temporary directory of its own. Both are gone after this
/// process has ended in any way.
final class ServerProcess: Sendable {
  let directory: URL
  private let group: pid_t
  /// The end of a pipe that the watchdog waits on: it closes when this process ends.
  private let lifeline: Int32

  /// Starts a program with files written into its directory before, and an environment of `PATH`, `HOME`
  /// and what is given: keys and proxies of the user must not change what a server does.
  init(
    _ command: (URL) -> [String], files: [String: Data] = [:], environment: [String: String] = [:]
  ) throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("server-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    for (name, data) in files { try data.write(to: directory.appendingPathComponent(name)) }

    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SocketError.system("pipe") }
    defer { close(ends[0]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    lifeline = ends[1]

    let watched = #"(read _ <&3; rm -rf "$0"; kill -9 0) & exec "$@" 3<&-"#
    let arguments = ["/bin/sh", "-c", watched, directory.path] + command(directory)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let variables = ["PATH": path, "HOME": directory.path].merging(environment) { $1 }.map { "\($0)=\($1)" }
    group = try Self.spawn(
      arguments, variables, lifeline: ends[0], log: directory.appendingPathComponent("log").path)
  }

  deinit {
    stop()
    close(lifeline)
    try? FileManager.default.removeItem(at: directory)
  }

  /// What the program has printed.
  var log: String {
    let data = FileManager.default.contents(atPath: directory.appendingPathComponent("log").path)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  var isRunning: Bool {
    // Leaves the process as it is, so that its number is not given to another one before `stop`.
    var info = siginfo_t()
    return waitid(P_PID, id_t(group), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == 0
  }

  /// Waits until the server says that it is ready.
  func waits(_ seconds: Double, until isReady: () async -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while await !isReady() {
      guard isRunning else { throw SocketError("the server has ended:\n\(log.suffix(4000))") }
      guard ContinuousClock.now < end else {
        throw SocketError("the server was not ready after \(seconds) s:\n\(log.suffix(4000))")
      }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Ends the program and all that it has started. Its directory stays.
  func stop() {
    guard waitid(P_PID, id_t(group), nil, WEXITED | WNOHANG | WNOWAIT) == 0 else { return }  // stopped before
    kill(-group, SIGKILL)
    waitpid(group, nil, 0)
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String], lifeline: Int32, log: String
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // First, since the descriptors 0 to 2 might be the source.
    posix_spawn_file_actions_adddup2(&actions, lifeline, 3)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Somebody who waits for the end of a pipe would wait for this server.
    for descriptor in 4..<Int32(4096) { posix_spawn_file_actions_addclose(&actions, descriptor) }

    let argumentPointers = arguments.map { strdup($0) } + [nil]
    let environmentPointers = environment.map { strdup($0) } + [nil]
    defer { (argumentPointers + environmentPointers).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawn(
      &process, arguments[0], &actions, &attributes, argumentPointers, environmentPointers)
    guard code == 0 else {
      throw SocketError("cannot start \(arguments[0]): \(String(cString: strerror(code)))")
    }
    return process
  }
}

/// Where tests look for programs.
enum TestPrograms {
  /// The program that a variable names, or the one of that name in `PATH`.
  static func find(_ name: String, variable: String) -> String? {
    let environment = ProcessInfo.processInfo.environment
    let named = environment[variable].map { [$0] }
    let inPath = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
    return (named ?? inPath).first { access($0, X_OK) == 0 }
  }
}
