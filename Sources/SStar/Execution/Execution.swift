import Foundation

/// What was observed when a program ran once on one input.
///
/// `verdict` is `accepted` here when the program ended by itself with status 0 within its limits;
/// whether its output is right is decided separately (see ``Executor/judge(_:on:of:)``).
public struct Execution: Sendable, Hashable, Codable {
  /// How it ended.
  public var verdict: Verdict
  /// A few words on how it ended, such as `exit status 3`, `signal 11 (SIGSEGV)`; empty when it ended well.
  public var detail: String
  /// Exit status; nil when a signal ended it or it never ran.
  public var exitStatus: Int32?
  /// Standard output, up to the output limit.
  public var output: Data
  /// Beginning of standard error (at most 64 KiB), or the compiler's messages.
  public var errorOutput: Data
  /// CPU time of all threads and processes, in seconds.
  public var cpuSeconds: Double
  /// Elapsed time, in seconds.
  public var wallSeconds: Double
  /// Peak resident memory, in bytes.
  public var peakMemoryBytes: Int

  public init(
    verdict: Verdict, detail: String = "", exitStatus: Int32? = nil, output: Data = Data(),
    errorOutput: Data = Data(),
    cpuSeconds: Double = 0, wallSeconds: Double = 0, peakMemoryBytes: Int = 0
  ) {
    self.verdict = verdict
    self.detail = detail
    self.exitStatus = exitStatus
    self.output = output
    self.errorOutput = errorOutput
    self.cpuSeconds = cpuSeconds
    self.wallSeconds = wallSeconds
    self.peakMemoryBytes = peakMemoryBytes
  }
}

/// The result of one program on one test, its output compared with the expected one.
public struct TestResult: Sendable, Hashable, Codable {
  /// Name of the test.
  public var test: String
  /// What was observed; its verdict is the final one, so it may be `wrong_answer`.
  public var execution: Execution
  /// Message of the comparison or the custom validator, such as the first difference; may be empty.
  public var message: String

  public var verdict: Verdict { execution.verdict }

  public init(test: String, execution: Execution, message: String = "") {
    self.test = test
    self.execution = execution
    self.message = message
  }
}
