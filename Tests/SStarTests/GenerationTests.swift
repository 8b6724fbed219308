import Foundation
import SStarModels
import Synchronization
import Testing

@testable import SStar

@Suite struct GenerationTests {
  @Test func aSampleThatPassesIsNotDebugged() async throws {
    let solve = EchoSolve(drafts: ["right", "right"], rounds: 2)
    let solution = try await solve.solve()
    #expect(solution.genealogy.candidates.map(\.id.description) == ["s0r0", "s1r0"])
    #expect(solve.callCount(.debug) == 0)
  }

  @Test func aFailingSampleIsRepairedUntilItPasses() async throws {
    let steps = ["wrong": "wrong on 7", "wrong on 7": "right"]
    let solve = EchoSolve(drafts: ["wrong"], repair: { steps[$0] ?? $0 }, rounds: 5)
    let solution = try await solve.solve()
    #expect(solution.genealogy.candidates.map(\.publicPassed) == [0, 1, 2])
    #expect(solution.genealogy.candidates.map { $0.parent?.description } == [nil, "s0r0", "s0r1"])
    #expect(solution.chosenName == "right")
    #expect(solution.passesPublicTests)
  }

  @Test func roundsAreLimited() async throws {
    let solve = EchoSolve(drafts: ["wrong", "crashes"], rounds: 2)
    let solution = try await solve.solve()
    #expect(solve.callCount(.debug) == 4)
    #expect(!solution.passesPublicTests)
    #expect(solution.selection.reason == .publicBestFallback)
  }

  @Test func theBestRoundStandsForASampleAndTheLastOneInThePaper() {
    func candidate(_ round: Int, passes: Int) -> Candidate {
      let results = (0..<2).map { index in
        TestResult(
          test: "\(index)", execution: Execution(verdict: index < passes ? .accepted : .wrongAnswer))
      }
      return Candidate(
        id: Candidate.ID(sample: 0, round: round), program: TableExecutor.program("\(round)"),
        publicResults: results)
    }
    let genealogy = Genealogy([candidate(0, passes: 1), candidate(1, passes: 0)])
    #expect(genealogy.contributions(.best).map(\.id.round) == [0])
    // A candidate that stops passing is not resurrected.
    #expect(genealogy.contributions(.last).map(\.id.round) == [1])
    let equal = Genealogy([candidate(0, passes: 1), candidate(1, passes: 1)])
    #expect(equal.contributions(.best).map(\.id.round) == [0])
  }

  @Test func anErrorOnOneSampleIsReportedAndTheOthersGoOn() async throws {
    struct Refused: Error, CustomStringConvertible { var description: String { "quota exceeded" } }
    let model = ScriptedModel(roles: [.generate]) { _, sample in
      if sample == 1 { throw Refused() }
      return TableExecutor.reply("right")
    }
    var configuration = Solver.Configuration()
    configuration.generation.samples = 3
    let solver = Solver(
      client: ModelClient(model), executor: EchoProblem.executor, configuration: configuration)
    let solution = try await solver.solve(EchoProblem.problem)
    #expect(solution.genealogy.candidates.map(\.id.sample) == [0, 2])
    #expect(solution.warnings.contains { $0.contains("quota exceeded") })
  }

  @Test func whatCannotBeJudgedIsNotDebuggedAndToldOnce() async throws {
    struct Unjudged: Executor {
      func run(_ program: Program, on input: Data, limits: Limits) async throws -> Execution {
        Execution(verdict: .accepted, output: input)
      }
      func judge(_ program: Program, on test: TestCase, of problem: Problem) async throws -> TestResult {
        TestResult(
          test: test.name, execution: Execution(verdict: .judgeError), message: "the output validator crashed"
        )
      }
      func outputsAgree(_ first: Data, _ second: Data, for problem: Problem) -> Bool { first == second }
    }
    let debugged = Mutex(0)
    let model = ScriptedModel(roles: [.generate, .debug]) { request, _ in
      if request.role == .debug { debugged.withLock { $0 += 1 } }
      return TableExecutor.reply("right")
    }
    var configuration = Solver.Configuration()
    configuration.generation.samples = 3
    let solver = Solver(client: ModelClient(model), executor: Unjudged(), configuration: configuration)
    let solution = try await solver.solve(EchoProblem.problem)
    #expect(debugged.withLock { $0 } == 0)
    #expect(solution.warnings.count { $0.contains("the output validator crashed") } == 1)
  }

  @Test func anErrorOnAllSamplesEndsTheSolve() async {
    struct Refused: Error {}
    let solver = Solver(
      client: ModelClient(ScriptedModel { _, _ in throw Refused() }), executor: EchoProblem.executor)
    await #expect(throws: Refused.self) { try await solver.solve(EchoProblem.problem) }
  }

  @Test func repliesWithoutProgramsAreCandidatesWithAReason() async throws {
    let model = ScriptedModel(roles: [.generate]) { _, sample in
      sample == 0 ? "I do not know." : TableExecutor.reply("right")
    }
    var configuration = Solver.Configuration()
    configuration.generation.samples = 2
    configuration.generation.rounds = 0
    let solver = Solver(
      client: ModelClient(model), executor: EchoProblem.executor, configuration: configuration)
    let solution = try await solver.solve(EchoProblem.problem)
    #expect(solution.genealogy.candidates[0].failure?.contains("no python3 program") == true)
    #expect(solution.chosenName == "right")
  }

  @Test func noProgramAtAllIsAnErrorThatSaysWhy() async {
    let solver = Solver(
      client: ModelClient(ScriptedModel { _, _ in "I do not know." }), executor: EchoProblem.executor)
    let error = await #expect(throws: SolverError.self) { try await solver.solve(EchoProblem.problem) }
    #expect(error?.description.contains("no python3 program") == true)
  }

  @Test func identicalProgramsRunOnceOnAnInput() async throws {
    let solve = EchoSolve(drafts: Array(repeating: "right", count: 4) + ["caps at 100"])
    _ = try await solve.solve()
    let runs = EchoProblem.executor.log.runs
    // The log is shared by all tests, so this one counts in a matrix of its own.
    #expect(!runs.isEmpty)
    let executor = TableExecutor(table: ["right": { .of($0) { $0 } }])
    let matrix = ExecutionMatrix(executor: executor, limits: Limits())
    let program = TableExecutor.program("right")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { _ = try await matrix.execution(of: program, on: Data("3\n".utf8)) } }
      try await group.waitForAll()
    }
    #expect(executor.log.runs.count == 1)
    #expect(await matrix.count == 1)
  }

  @Test(.timeLimit(.minutes(1))) func cancellationEndsPromptly() async throws {
    let solve = EchoSolve(drafts: Array(repeating: "hangs", count: 8))
    let task = Task { try await solve.solve() }
    while EchoProblem.executor.log.runs.count(where: { $0.name == "hangs" }) < 2 { await Task.yield() }
    let start = ContinuousClock.now
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  /// A model that has still something to do when its draw is cancelled, as recording is.
  private final class SlowModel: LanguageModel {
    let identifier = "slow"
    private let state = Mutex((hasBegun: false, isDone: false))
    var hasBegun: Bool { state.withLock { $0.hasBegun } }
    var isDone: Bool { state.withLock { $0.isDone } }

    func draw(_ request: ModelRequest, samples: Range<Int>, deliver: @escaping ReplyDelivery) async throws {
      state.withLock { $0.hasBegun = true }
      try? await Task.sleep(for: .seconds(60))
      await Task.detached { try? await Task.sleep(for: .milliseconds(200)) }.value
      state.withLock { $0.isDone = true }
    }
  }

  @Test(.timeLimit(.minutes(1))) func aSolveEndsAfterAllItsDraws() async throws {
    let model = SlowModel()
    let solver = Solver(client: ModelClient(model), executor: EchoProblem.executor)
    let task = Task { try await solver.solve(EchoProblem.problem) }
    while !model.hasBegun { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(model.isDone)
  }

  @Test func aWaiterThatLeavesDoesNotTakeTheExecutionFromTheOthers() async throws {
    let gate = Mutex(false)
    let executor = TableExecutor(table: [
      "waits": { _ in
        while !gate.withLock({ $0 }) { usleep(1000) }
        return .prints("1")
      }
    ])
    let matrix = ExecutionMatrix(executor: executor, limits: Limits())
    let program = TableExecutor.program("waits")
    let first = Task { try await matrix.execution(of: program, on: Data()) }
    while executor.log.runs.isEmpty { await Task.yield() }
    let second = Task { try await matrix.execution(of: program, on: Data()) }
    try await Task.sleep(for: .milliseconds(500))
    first.cancel()
    gate.withLock { $0 = true }
    #expect(try await second.value.verdict == .accepted)
    #expect(executor.log.runs.count == 1)
  }
}
