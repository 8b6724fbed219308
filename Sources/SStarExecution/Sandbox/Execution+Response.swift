import Foundation
import Glibc
import SStar

extension Execution {
  /// Decides the verdict from what the launcher saw: limits, signals, exit status. What the program says of
  /// itself only tells one failure from another.
  /// - Parameter outOfMemory: texts on standard error by which a runtime says that its heap is full.
  init(response: LauncherMessages.Response, limits: Limits, outOfMemory: [String] = []) {
    let header = response.header
    self.init(
      verdict: .accepted, output: response.output, errorOutput: response.error,
      cpuSeconds: header.cpuSeconds, wallSeconds: header.wallSeconds, peakMemoryBytes: header.peakBytes)
    if header.failed {
      verdict = .judgeError
      detail = String(decoding: response.error, as: UTF8.self)
      return
    }
    let signal = header.waitStatus & 0x7f
    if signal == 0 { exitStatus = (header.waitStatus >> 8) & 0xff }
    let exceeded = header.exceeded
    let nearMemoryLimit = header.peakBytes >= limits.memoryBytes - limits.memoryBytes / 20
    let saysOutOfMemory = exceeded.isEmpty && Self.lastWords(of: response.error, contain: outOfMemory)
    if exceeded.contains(.output) {
      verdict = .outputLimitExceeded
      detail = "more than \(limits.outputBytes) bytes of output"
    } else if exceeded.contains(.memory)
      || (header.waitStatus != 0 && (nearMemoryLimit || saysOutOfMemory))
    {
      verdict = .memoryLimitExceeded
      detail = "more than \(limits.memoryBytes >> 20) MiB of memory"
    } else if exceeded.contains(.cpu) {
      verdict = .timeLimitExceeded
      detail = "more than \(limits.cpuSeconds) s of CPU time"
    } else if exceeded.contains(.wall) {
      verdict = .timeLimitExceeded
      detail = "more than \(limits.wallSeconds) s elapsed while it used little CPU time"
    } else if exceeded.contains(.scratch) {
      verdict = .outputLimitExceeded
      detail = "too much written to files"
    } else if signal == SIGSYS {
      verdict = .sandboxViolation
      detail = "a forbidden system call"
    } else if signal != 0 {
      verdict = .runTimeError
      detail = "signal \(signal) (\(Self.signalNames[signal] ?? "unknown"))"
    } else if let status = exitStatus, status != 0 {
      verdict = .runTimeError
      detail = "exit status \(status)"
    }
  }

  /// Whether one of the last lines, where runtimes tell why they end, contains one of the texts.
  private static func lastWords(of error: Data, contain texts: [String]) -> Bool {
    guard !texts.isEmpty else { return false }
    let lines = String(decoding: error.suffix(4096), as: UTF8.self).split(separator: "\n").suffix(20)
    return lines.contains { line in texts.contains { line.contains($0) } }
  }

  /// The same for a compiler: its failures are the program's compile error.
  var asCompileError: Execution {
    var copy = self
    if verdict != .judgeError { copy.verdict = .compileError }
    copy.output = Data()
    if errorOutput.isEmpty { copy.errorOutput = output }
    if detail.isEmpty { copy.detail = "the compiler left no program" }
    return copy
  }

  private static let signalNames: [Int32: String] = [
    SIGABRT: "SIGABRT", SIGALRM: "SIGALRM", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGHUP: "SIGHUP",
    SIGILL: "SIGILL", SIGINT: "SIGINT", SIGKILL: "SIGKILL", SIGPIPE: "SIGPIPE", SIGQUIT: "SIGQUIT",
    SIGSEGV: "SIGSEGV", SIGTERM: "SIGTERM", SIGTRAP: "SIGTRAP", SIGUSR1: "SIGUSR1", SIGUSR2: "SIGUSR2",
    SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ",
  ]
}
