import Foundation
import Glibc

/// A process that is started as cheaply as can be, to compare with.
enum BareProcess {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Starts a command, gives it a short input and returns what it printed.
  static func run(_ command: [String], input: Data) throws -> Data {
    var given: [Int32] = [-1, -1]
    var printed: [Int32] = [-1, -1]
    guard pipe(&given) == 0, pipe(&printed) == 0 else {
      throw Failure(description: "cannot make a pipe: \(String(cString: strerror(errno)))")
    }
    for descriptor in given + printed { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    defer { close(printed[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, given[0], 0)
    posix_spawn_file_actions_adddup2(&actions, printed[1], 1)
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var process: pid_t = 0
    let result = posix_spawn(&process, command[0], &actions, nil, &arguments, environ)
    close(given[0])
    close(printed[1])
    _ = input.withUnsafeBytes { write(given[1], $0.baseAddress, $0.count) }
    close(given[1])
    guard result == 0 else {
      throw Failure(description: "\(command[0]): \(String(cString: strerror(result)))")
    }
    var output = Data()
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let got = read(printed[0], &chunk, chunk.count)
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { break }
      output.append(contentsOf: chunk[..<got])
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return output
  }
}
