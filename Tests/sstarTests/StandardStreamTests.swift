import Foundation
import Glibc
import Testing

@Suite("Standard streams") struct StandardStreamTests {
  private func status(_ shell: String, _ files: ProblemDirectory) async throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", shell, "sh", CommandRun.executable.path]
    process.environment = CommandRun.isolated(home: files.url)
    process.currentDirectoryURL = files.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    return process.terminationStatus
  }

  @Test(
    "What cannot be written to standard error changes no exit code",
    arguments: ["2>/dev/full", "2>&1 >/dev/null | true"])
  func errors(redirection: String) async throws {
    let files = try ProblemDirectory()
    let end = redirection.contains("|") ? "" : "; exit $?"
    let script =
      redirection.contains("|")
      ? "{ \"$1\" judge right.py nothing; echo $? >status; } \(redirection); sleep 0.2; exit $(cat status)"
      : "\"$1\" judge right.py nothing \(redirection)\(end)"
    #expect(try await status(script, files) == 65)
  }
}
