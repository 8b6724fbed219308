import Foundation
import SStar

/// The ``Executor`` of one problem: runs programs in a sandbox and compares by the problem's rules.
public struct PackageExecutor: Executor {
  private let runner: any InvocationRunner
  private let outputValidator: OutputValidator?

  /// - Parameter outputValidator: needed when the problem's comparison is `.validator`.
  public init(runner: any InvocationRunner, outputValidator: OutputValidator?) {
    self.runner = runner
    self.outputValidator = outputValidator
  }

  /// Runs `program` once on `input`, in the sandbox.
  public func run(_ program: Program, on input: Data, limits: Limits) async throws -> Execution {
    try await runner.run(Invocation(program: program, input: input, limits: limits)).execution
  }

  /// Runs `program` on a test and compares by the problem's rules. A time-out near the limit that a busy machine
  /// may have caused is run once more.
  public func judge(_ program: Program, on test: TestCase, of problem: Problem) async throws -> TestResult {
    if test.isAssertions { return try await judgeByAssertions(program, on: test, of: problem) }
    let limits = problem.limits.allowing(test.expectedOutput)
    var execution = try await run(program, on: test.input, limits: limits)
    if execution.verdict == .timeLimitExceeded, isNearLimit(execution, limits) {
      execution = try await run(program, on: test.input, limits: limits)
    }
    guard execution.verdict == .accepted else {
      return TestResult(test: test.name, execution: execution, message: execution.detail)
    }
    if problem.comparison == .validator {
      guard let outputValidator else {
        execution.verdict = .judgeError
        return TestResult(
          test: test.name, execution: execution, message: "the package has no output validator")
      }
      let judgement = try await outputValidator.judge(execution.output, of: test, with: runner)
      execution.verdict = judgement.verdict
      return TestResult(test: test.name, execution: execution, message: judgement.message)
    }
    let result = OutputComparer.compare(
      output: execution.output, expected: test.expectedOutput, using: problem.comparison)
    if !result.accepted { execution.verdict = .wrongAnswer }
    return TestResult(test: test.name, execution: execution, message: result.message)
  }

  /// The program ends by itself and a token, drawn anew each time, is printed after the last assertion.
  private func judgeByAssertions(
    _ program: Program, on test: TestCase, of problem: Problem
  ) async throws -> TestResult {
    let token = (0..<4).map { _ in String(UInt64.random(in: 0 ... .max), radix: 36) }.joined()
    var invocation = Invocation(
      program: program, input: Data("\(token)\n".utf8) + test.input, limits: problem.limits)
    invocation.runsAssertions = true
    var execution = try await runner.run(invocation).execution
    if execution.verdict == .timeLimitExceeded, isNearLimit(execution, problem.limits) {
      execution = try await runner.run(invocation).execution
    }
    let isConfirmed = execution.output.trimmed == Data(token.utf8)
    // The token differs from run to run; nothing else belongs there.
    execution.output = Data()
    guard execution.verdict == .accepted else {
      return TestResult(test: test.name, execution: execution, message: execution.detail)
    }
    if !isConfirmed { execution.verdict = .wrongAnswer }
    return TestResult(
      test: test.name, execution: execution, message: isConfirmed ? "" : "an assertion does not hold")
  }

  /// Whether each of the outputs is right where the other one is the judges' answer.
  public func outputsAgree(_ first: Data, _ second: Data, for problem: Problem) -> Bool {
    OutputComparer.agree(first, second, using: problem.comparison)
  }

  /// A time-out that a busy machine may have caused: it was waiting more than computing, or it had just
  /// ended when it was seen to be over the limit.
  private func isNearLimit(_ execution: Execution, _ limits: Limits) -> Bool {
    let wasSlept = execution.cpuSeconds < limits.cpuSeconds && execution.cpuSeconds > 0.25 * limits.cpuSeconds
    return wasSlept || (execution.exitStatus == 0 && execution.cpuSeconds < 1.2 * limits.cpuSeconds)
  }
}

extension Limits {
  /// The same limits, with room for the judges' own answer and other white space in it.
  fileprivate func allowing(_ answer: Data) -> Limits {
    var limits = self
    limits.outputBytes = max(outputBytes, 2 * answer.count)
    return limits
  }
}

extension OutputValidator {
  private static let accepts: Int32 = 42
  private static let rejects: Int32 = 43
  /// Validators are the package's own, but confined and limited like all programs.
  private static let limits = Limits(cpuSeconds: 20, memoryBytes: 2 << 30)

  /// Asks the validator about an output. Anything but exit 42 or 43 is a `judge_error`.
  func judge(
    _ output: Data, of test: TestCase, with runner: any InvocationRunner
  ) async throws -> (verdict: Verdict, message: String) {
    let result = try await runner.run(
      Invocation(
        program: program, arguments: ["input", "answer", "feedback/"] + arguments, input: output,
        files: [
          Program.File(name: "input", contents: test.input),
          Program.File(name: "answer", contents: test.expectedOutput),
        ],
        directories: ["feedback"], collect: ["feedback/judgemessage.txt"], limits: Self.limits))
    let message = result.files.first.map { String(decoding: $0.contents.prefix(2000), as: UTF8.self) } ?? ""
    let trimmed = message.trimmingCharacters(in: .whitespacesAndNewlines)
    switch result.execution.exitStatus {
    case Self.accepts: return (.accepted, trimmed)
    case Self.rejects: return (.wrongAnswer, trimmed)
    default:
      let error = String(decoding: result.execution.errorOutput.prefix(2000), as: UTF8.self)
      return (.judgeError, "the output validator failed: \(result.execution.detail) \(error)")
    }
  }
}
