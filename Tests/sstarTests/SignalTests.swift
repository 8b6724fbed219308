import Foundation
import Glibc
import Testing

@Suite("Signals") struct SignalTests {
  @Test("Ctrl-C ends the wait for a statement on standard input", arguments: [SIGINT, SIGTERM, SIGHUP])
  func standardInput(signal: Int32) async throws {
    let files = try ProblemDirectory()
    let input = Pipe()
    let command = try RunningCommand(
      ["prompt", "generate", "-"], environment: [:], workingDirectory: files.url, input: input)
    try input.fileHandleForWriting.write(contentsOf: Data("# Add\n".utf8))
    let end = ContinuousClock.now + .seconds(60)
    while !command.handles(signal), .now < end { try await Task.sleep(for: .milliseconds(20)) }
    #expect(command.handles(signal))
    // Long enough that it waits.
    try await Task.sleep(for: .milliseconds(200))
    #expect(command.isRunning)
    #expect(await command.end(signal) == 130)
  }

  @Test("A hang-up that is ignored, as by nohup, stays ignored")
  func ignoredHangUp() async throws {
    let files = try ProblemDirectory()
    let script = """
      trap '' HUP
      (sleep 1; echo '# Add') | "$1" prompt generate - & id=$!
      sleep 0.5; kill -HUP $id; wait $id
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, "sh", CommandRun.executable.path]
    process.environment = CommandRun.isolated(home: files.url)
    process.currentDirectoryURL = files.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    #expect(process.terminationStatus == 0)
  }
}
