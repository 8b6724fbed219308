import Foundation
import SStar
import Testing

@testable import SStarExecution

/// Runs by a table: programs by the name of their language.
private struct TableRunner: InvocationRunner {
  var results: [String: InvocationResult]
  let seen = Recorder()

  final class Recorder: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: [Invocation] = []
    var invocations: [Invocation] { lock.withLock { stored } }
    func add(_ invocation: Invocation) { lock.withLock { stored.append(invocation) } }
  }

  func run(_ invocation: Invocation) async throws -> InvocationResult {
    seen.add(invocation)
    return results[invocation.program.language]
      ?? InvocationResult(execution: Execution(verdict: .judgeError))
  }
}

@Suite struct ComparisonByPackageExecutorTests {
  private let test = TestCase(name: "sample/1", input: Data("in\n".utf8), expectedOutput: Data("42\n".utf8))
  private let program = Program(language: "program", source: "")
  private let validator = OutputValidator(
    program: Program(language: "validator", source: ""), arguments: ["tight", "7"])

  private func problem(_ comparison: OutputComparison) -> Problem {
    Problem(id: "p", title: "P", statement: "", publicTests: [], comparison: comparison)
  }

  private func output(_ text: String) -> InvocationResult {
    InvocationResult(execution: Execution(verdict: .accepted, exitStatus: 0, output: Data(text.utf8)))
  }

  private func exit(_ status: Int32?, message: String? = nil, error: String = "") -> InvocationResult {
    InvocationResult(
      execution: Execution(
        verdict: .runTimeError, detail: "ended", exitStatus: status, errorOutput: Data(error.utf8)),
      files: message.map { [Program.File(name: "feedback/judgemessage.txt", contents: Data($0.utf8))] } ?? [])
  }

  @Test func outputsAreComparedByTheProblemsRules() async throws {
    let executor = PackageExecutor(
      runner: TableRunner(results: ["program": output("42")]), outputValidator: nil)
    #expect(try await executor.judge(program, on: test, of: problem(.default)).verdict == .accepted)
    let wrong = PackageExecutor(runner: TableRunner(results: ["program": output("43")]), outputValidator: nil)
    let result = try await wrong.judge(program, on: test, of: problem(.default))
    #expect(result.verdict == .wrongAnswer)
    #expect(result.message.contains("43"))
    #expect(result.test == "sample/1")
  }

  @Test func aProgramMayPrintWhatTheJudgesDid() async throws {
    var large = test
    large.expectedOutput = Data(repeating: UInt8(ascii: "1"), count: 9 << 20)
    let runner = TableRunner(results: ["program": output("42")])
    let executor = PackageExecutor(runner: runner, outputValidator: nil)
    for one in [test, large] { _ = try await executor.judge(program, on: one, of: problem(.default)) }
    #expect(runner.seen.invocations.map(\.limits.outputBytes) == [8 << 20, 18 << 20])
  }

  @Test func howAProgramEndedComesBeforeItsOutput() async throws {
    var failed = output("42")
    failed.execution.verdict = .runTimeError
    failed.execution.detail = "exit status 1"
    let runner = TableRunner(results: ["program": failed, "validator": exit(42)])
    for comparison in [OutputComparison.default, .validator] {
      let result = try await PackageExecutor(runner: runner, outputValidator: validator)
        .judge(program, on: test, of: problem(comparison))
      #expect(result.verdict == .runTimeError)
      #expect(result.message == "exit status 1")
    }
    #expect(runner.seen.invocations.allSatisfy { $0.program.language == "program" })
  }

  @Test func aValidatorGetsInputAnswerFeedbackAndFlags() async throws {
    let runner = TableRunner(results: ["program": output("team"), "validator": exit(42)])
    let result = try await PackageExecutor(runner: runner, outputValidator: validator)
      .judge(program, on: test, of: problem(.validator))
    #expect(result.verdict == .accepted)
    let call = try #require(runner.seen.invocations.last)
    #expect(call.arguments == ["input", "answer", "feedback/", "tight", "7"])
    #expect(call.input == Data("team".utf8))
    #expect(call.files.map(\.name) == ["input", "answer"])
    #expect(call.files.map(\.contents) == [test.input, test.expectedOutput])
    #expect(call.directories == ["feedback"])
    #expect(call.collect == ["feedback/judgemessage.txt"])
  }

  @Test func aValidatorRejectsWithItsMessage() async throws {
    let runner = TableRunner(results: [
      "program": output("team"), "validator": exit(43, message: "too long\n"),
    ])
    let result = try await PackageExecutor(runner: runner, outputValidator: validator)
      .judge(program, on: test, of: problem(.validator))
    #expect(result.verdict == .wrongAnswer)
    #expect(result.message == "too long")
    #expect(result.execution.output == Data("team".utf8))
  }

  @Test(arguments: [0, 1, 41, nil] as [Int32?])
  func aValidatorThatFailsIsNeverTheProgramsFault(status: Int32?) async throws {
    let runner = TableRunner(results: [
      "program": output("team"), "validator": exit(status, error: "Traceback"),
    ])
    let result = try await PackageExecutor(runner: runner, outputValidator: validator)
      .judge(program, on: test, of: problem(.validator))
    #expect(result.verdict == .judgeError)
    #expect(result.message.contains("Traceback"))
  }

  @Test func aMissingValidatorIsAJudgeError() async throws {
    let result = try await PackageExecutor(
      runner: TableRunner(results: ["program": output("42")]), outputValidator: nil
    ).judge(program, on: test, of: problem(.validator))
    #expect(result.verdict == .judgeError)
  }
}
