import Foundation
import SStar
import Synchronization
import Testing

@testable import SStarEvaluation

/// Judges by a table of verdicts; later tests are done earlier.
private final class TableExecutor: Executor {
  struct Broken: Error {}
  private let verdicts: [String: Verdict]
  private let running = Mutex((now: 0, most: 0, judged: 0))

  init(_ verdicts: [String: Verdict] = [:]) { self.verdicts = verdicts }

  var most: Int { running.withLock { $0.most } }
  var judged: Int { running.withLock { $0.judged } }

  func run(_ program: Program, on input: Data, limits: Limits) async throws -> Execution { throw Broken() }

  func judge(_ program: Program, on test: TestCase, of problem: Problem) async throws -> TestResult {
    running.withLock {
      $0.now += 1
      $0.judged += 1
      $0.most = max($0.most, $0.now)
    }
    defer { running.withLock { $0.now -= 1 } }
    for _ in 0..<(test.name.hasSuffix("1") ? 50 : 1) { await Task.yield() }
    guard program.language != "broken" else { throw Broken() }
    return TestResult(test: test.name, execution: Execution(verdict: verdicts[test.name] ?? .accepted))
  }

  func outputsAgree(_ first: Data, _ second: Data, for problem: Problem) -> Bool { first == second }
}

@Suite struct SubmissionJudgeTests {
  private static func tests(_ folder: String, _ count: Int) -> [TestCase] {
    (1...count).map { TestCase(name: "\(folder)/\($0)", input: Data(), expectedOutput: Data()) }
  }

  private let problem = Problem(id: "p", title: "P", statement: "", publicTests: tests("sample", 2))
  private let hidden = tests("secret", 5)
  private let program = Program(language: "python3", source: "")

  @Test func testsAreReportedInOrderPublicOnesFirst() async throws {
    let reported = Mutex<[String]>([])
    let judgement = try await SubmissionJudge(executor: TableExecutor(), concurrency: 4).judge(
      program, problem: problem, hiddenTests: hidden
    ) { item in
      reported.withLock { $0.append(item.result.test) }
    }
    let names = ["sample/1", "sample/2"] + (1...5).map { "secret/\($0)" }
    #expect(judgement.items.map(\.result.test) == names)
    #expect(judgement.items.map(\.hidden) == [false, false, true, true, true, true, true])
    #expect(reported.withLock { $0 } == names)
    #expect(judgement.verdict == .accepted)
  }

  @Test func theFirstFailureInOrderDecides() async throws {
    let executor = TableExecutor(["secret/1": .timeLimitExceeded, "secret/2": .wrongAnswer])
    let judgement = try await SubmissionJudge(executor: executor, concurrency: 7).judge(
      program, problem: problem, hiddenTests: hidden)
    #expect(judgement.verdict == .timeLimitExceeded)
    #expect(judgement.items.count == 7)
  }

  @Test func judgingCanStopAtTheFirstFailure() async throws {
    let executor = TableExecutor(["sample/2": .wrongAnswer])
    let judgement = try await SubmissionJudge(executor: executor, concurrency: 1).judge(
      program, problem: problem, hiddenTests: hidden, stopsAtFailure: true)
    #expect(judgement.items.map(\.result.test) == ["sample/1", "sample/2"])
    #expect(judgement.verdict == .wrongAnswer)
    #expect(executor.judged == 2)
  }

  @Test(arguments: [1, 3])
  func noMoreTestsRunAtOnceThanAllowed(concurrency: Int) async throws {
    let executor = TableExecutor()
    _ = try await SubmissionJudge(executor: executor, concurrency: concurrency).judge(
      program, problem: problem, hiddenTests: hidden)
    #expect(executor.most <= concurrency)
    #expect(executor.judged == 7)
  }

  @Test func aJudgeErrorStaysOurs() async throws {
    let executor = TableExecutor(["sample/1": .judgeError, "secret/1": .wrongAnswer])
    let judgement = try await SubmissionJudge(executor: executor, concurrency: 2).judge(
      program, problem: problem, hiddenTests: hidden)
    #expect(judgement.verdict == .judgeError)
  }

  @Test func anExecutorThatCannotRunThrows() async {
    await #expect(throws: TableExecutor.Broken.self) {
      try await SubmissionJudge(executor: TableExecutor(), concurrency: 2).judge(
        Program(language: "broken", source: ""), problem: problem, hiddenTests: hidden)
    }
  }
}
