import Foundation
import SStar
import Synchronization
import Testing

@testable import SStarEvaluation

/// Gives each test the verdict that its name says, the first tests last.
private final class NamedVerdicts: Executor {
  let judged = Mutex<[String]>([])

  func run(_ program: Program, on input: Data, limits: Limits) async throws -> Execution {
    Execution(verdict: .accepted)
  }

  func judge(_ program: Program, on test: TestCase, of problem: Problem) async throws -> TestResult {
    judged.withLock { $0.append(test.name) }
    // Later tests end earlier.
    for _ in 0..<(100 - judged.withLock { $0.count }) { await Task.yield() }
    try Task.checkCancellation()
    let verdict = Verdict(rawValue: String(test.name.drop { $0 != "/" }.dropFirst())) ?? .accepted
    return TestResult(test: test.name, execution: Execution(verdict: verdict, output: Data("much".utf8)))
  }

  func outputsAgree(_ first: Data, _ second: Data, for problem: Problem) -> Bool { first == second }
}

@Suite("Judging: stopping, cancelling, memory")
struct JudgingScopeTests {
  private let executor = NamedVerdicts()
  private let program = Program(language: "python3", source: "")

  private func tests(_ names: [String]) -> [TestCase] {
    names.enumerated().map { index, name in
      TestCase(name: "\(index)/\(name)", input: Data(), expectedOutput: Data())
    }
  }

  private func judge(
    _ publicTests: [String], _ hidden: [String], concurrency: Int = 3, stopsAtFailure: Bool = false
  ) async throws -> Judgement {
    let all = tests(publicTests + hidden)
    let problem = Problem(
      id: "p", title: "P", statement: "", publicTests: Array(all.prefix(publicTests.count)))
    return try await SubmissionJudge(executor: executor, concurrency: concurrency).judge(
      program, problem: problem, hiddenTests: Array(all.dropFirst(publicTests.count)),
      stopsAtFailure: stopsAtFailure)
  }

  @Test("With stopping, results end with the first failure in test order", arguments: [1, 2, 8])
  func stops(concurrency: Int) async throws {
    let judgement = try await judge(
      ["accepted", "accepted"], ["wrong_answer", "run_time_error"] + Array(repeating: "accepted", count: 40),
      concurrency: concurrency, stopsAtFailure: true)
    #expect(judgement.items.map(\.result.verdict) == [.accepted, .accepted, .wrongAnswer])
    #expect(executor.judged.withLock { $0.count } <= 3 + 2 * concurrency)
  }

  @Test("Outputs are not kept")
  func dropsOutputs() async throws {
    let judgement = try await judge(["accepted"], ["accepted"])
    #expect(judgement.items.allSatisfy { $0.result.execution.output.isEmpty })
  }

  @Test("Cancellation ends judging")
  func cancellation() async throws {
    let task = Task { try await judge([], Array(repeating: "accepted", count: 1000)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }
}
