import Foundation
import Glibc

/// One `sstar` that is running, to be interrupted or killed.
final class RunningCommand {
  private let process = Process()
  private let output: URL

  /// - Parameters:
  ///   - workingDirectory: gets its output, too.
  ///   - input: nothing when nil.
  init(
    _ arguments: [String], environment: [String: String], workingDirectory: URL, input: Pipe? = nil
  ) throws {
    output = workingDirectory.appendingPathComponent("errors-\(UUID().uuidString)")
    try Data().write(to: output)
    process.executableURL = CommandRun.executable
    process.arguments = arguments
    process.environment = CommandRun.isolated(home: workingDirectory).merging(environment) { $1 }
    process.currentDirectoryURL = workingDirectory
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: output)
    try process.run()
  }

  /// What it has written to standard error.
  var errors: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

  var isRunning: Bool { process.isRunning }

  /// Whether a signal reaches a handler of its own by now; before, it would end it.
  func handles(_ signal: Int32) -> Bool {
    let path = "/proc/\(process.processIdentifier)/status"
    let status = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
    let caught = line.flatMap { UInt64($0.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16) }
    return (caught ?? 0) >> UInt64(signal - 1) & 1 == 1
  }

  /// Sends a signal and waits for the end.
  /// - Returns: the exit status, or the number of the signal that ended it.
  func end(_ signal: Int32) async -> Int32 {
    kill(process.processIdentifier, signal)
    while process.isRunning { try? await Task.sleep(for: .milliseconds(5)) }
    return process.terminationStatus
  }
}
