import Foundation
import Glibc
import SStar
import Testing

@testable import SStarExecution

/// Resident processes that the machine ended are replaced before anybody notices.
@Suite(.serialized) struct JailRepairTests {
  private static let source = "print(int(input()) + 1)"

  @Test(arguments: testedModes)
  func aLoadedProgramThatWasEndedIsLoadedAgain(mode: SandboxMode) async throws {
    try await afterEnding(mode) { [$0.max()].compactMap { $0 } }
  }

  @Test(arguments: testedModes)
  func aJailWhoseInterpreterWasEndedIsReplaced(mode: SandboxMode) async throws {
    let (before, after) = try await afterEnding(mode) { $0 }
    #expect(before != after || before.isEmpty)
  }

  @Test(arguments: testedModes)
  func aProgramIsCompiledAlthoughTheInterpreterWasEnded(mode: SandboxMode) async throws {
    try await afterEnding(mode, thenRun: "# another\nprint(int(input()) + 1)") { $0 }
  }

  /// Ends some of the interpreters between two runs; returns the launchers before and after.
  @discardableResult
  private func afterEnding(
    _ mode: SandboxMode, thenRun next: String = source, _ chosen: @Sendable ([pid_t]) -> [pid_t]
  ) async throws -> (before: [pid_t], after: [pid_t]) {
    do {
      return try await Sandbox.withSandbox(SandboxOptions(mode: mode, workers: 1)) { sandbox in
        guard sandbox.languages.isUsable("python3") else { return ([], []) }
        try await Self.expectTwo(Self.source, sandbox)
        let launchers = await sandbox.launchers()
        let interpreters = launchers.flatMap(Self.interpreters(below:))
        #expect(interpreters.count == 2, "the resident interpreter and the loaded program")
        for process in chosen(interpreters) { kill(process, SIGKILL) }
        try await Task.sleep(for: .milliseconds(50))
        try await Self.expectTwo(next, sandbox)
        return (launchers, await sandbox.launchers())
      }
    } catch SandboxError.tooWeak { return ([], []) }
  }

  private static func expectTwo(_ source: String, _ sandbox: Sandbox) async throws {
    let program = Program(language: "python3", source: source)
    let execution = try await sandbox.run(Invocation(program: program, input: Data("1\n".utf8))).execution
    #expect(execution.output == Data("2\n".utf8), "\(execution.verdict) \(execution.detail)")
  }

  /// Processes below another one that are no launchers.
  private static func interpreters(below process: pid_t) -> [pid_t] {
    let path = "/proc/\(process)/task/\(process)/children"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: " ").compactMap { pid_t($0) }.flatMap { child in
      let name = (try? String(contentsOfFile: "/proc/\(child)/comm", encoding: .utf8)) ?? ""
      return (name.hasPrefix("sstar-launcher") ? [] : [child]) + interpreters(below: child)
    }
  }
}
