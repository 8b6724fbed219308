import Foundation
import SStar
import SStarExecution

/// Runs “programs” whose lines say what to do on which input; anything else prints what it reads.
///
/// `wrong on 2`, `slow on 2`, `crash on 2`, `exit 42`, `exit 43 on 2`, `print 7`, `needs small` (exit 42 when
/// that is an argument, else 43), `takes 0.7` (seconds of CPU time), `flood` (too much output); a line without `on` holds for every input.
struct LineRunner: InvocationRunner {
  func run(_ invocation: Invocation) async throws -> InvocationResult {
    let input = String(decoding: invocation.input, as: UTF8.self).trimmingCharacters(
      in: .whitespacesAndNewlines)
    var execution = Execution(verdict: .accepted, exitStatus: 0, output: invocation.input)
    for line in invocation.program.source.split(whereSeparator: \.isNewline) {
      let parts = line.components(separatedBy: " on ")
      guard parts.count < 2 || parts[1] == input else { continue }
      let words = parts[0].split(separator: " ")
      switch words.first {
      case "wrong": execution.output = Data("wrong".utf8)
      case "print": execution.output = Data(words.dropFirst().joined(separator: " ").utf8)
      case "slow": execution = Execution(verdict: .timeLimitExceeded, detail: "CPU time")
      case "crash":
        execution = Execution(verdict: .runTimeError, detail: "exit status 1", exitStatus: 1)
      case "broken": execution = Execution(verdict: .compileError, errorOutput: Data("no such name\n".utf8))
      case "flood": execution = Execution(verdict: .outputLimitExceeded, detail: "too much output")
      case "takes":
        execution.cpuSeconds = words.dropFirst().first.flatMap { Double($0) } ?? 0
        if execution.cpuSeconds > invocation.limits.cpuSeconds {
          execution.verdict = .timeLimitExceeded
          execution.detail = "CPU time"
        }
      case "exit": Self.end(&execution, words.dropFirst().first.flatMap { Int32($0) } ?? 0)
      case "needs":
        Self.end(&execution, invocation.arguments.contains { words.dropFirst().contains($0[...]) } ? 42 : 43)
      default: break
      }
    }
    return InvocationResult(execution: execution)
  }

  private static func end(_ execution: inout Execution, _ status: Int32) {
    execution.exitStatus = status
    execution.detail = "exit status \(status)"
    if status != 0 { execution.verdict = .runTimeError }
  }
}
