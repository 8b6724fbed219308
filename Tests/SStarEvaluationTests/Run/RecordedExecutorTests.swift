import Foundation
import SStar
import Synchronization
import Testing

@testable import SStarEvaluation

@Suite struct RecordedExecutorTests {
  /// Counts executions and gives each a different time.
  private final class Counter: Executor {
    private let count = Mutex(0)
    var runs: Int { count.withLock { $0 } }

    func run(_ program: Program, on input: Data, limits: Limits) async throws -> Execution {
      let number = count.withLock { count in
        count += 1
        return count
      }
      let big = input == Data("big".utf8)
      return Execution(
        verdict: big ? .runTimeError : .accepted, detail: big ? "exit status 1" : "", exitStatus: big ? 1 : 0,
        output: big ? Data(repeating: 0xFF, count: 5000) : input,
        errorOutput: big ? Data("oops".utf8) : Data(),
        cpuSeconds: Double(number) / 3, wallSeconds: 1e-9, peakMemoryBytes: number)
    }

    func judge(_ program: Program, on test: TestCase, of problem: Problem) async throws -> TestResult {
      var execution = try await run(program, on: test.input, limits: problem.limits)
      execution.verdict = .wrongAnswer
      return TestResult(test: test.name, execution: execution, message: "line 1 differs")
    }

    func outputsAgree(_ first: Data, _ second: Data, for problem: Problem) -> Bool { first == second }
  }

  private let program = Program(language: "python3", source: "print(1)")

  @Test("what was observed once is replayed to the last bit, without running anything")
  func replay() async throws {
    let parent = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-runs-\(UUID())")
    defer { try? FileManager.default.removeItem(at: parent) }
    let problem = Problem(id: "p", title: "P", statement: "?", publicTests: [])
    let test = TestCase(name: "sample/1", input: Data("1".utf8), expectedOutput: Data("2".utf8))
    let run = try RunDirectory(
      in: parent, label: "p",
      configuration: RunConfiguration(settings: [:], models: [], seed: 0, problem: problem))
    let counter = Counter()
    let recorder = RecordedExecutor(counter, run: run)
    let inputs = [Data("big".utf8), Data("small".utf8), Data()]
    var executions: [Execution] = []
    for input in inputs { executions.append(try await recorder.run(program, on: input, limits: Limits())) }
    let judged = try await recorder.judge(program, on: test, of: problem)
    #expect(counter.runs == 4)

    let replayer = RecordedExecutor(nil, run: try RunDirectory(reading: URL(fileURLWithPath: run.path)))
    for (input, execution) in zip(inputs, executions) {
      #expect(try await replayer.run(program, on: input, limits: Limits()) == execution)
    }
    #expect(try await replayer.judge(program, on: test, of: problem) == judged)
    await #expect(throws: RunError.self) {
      try await replayer.run(program, on: inputs[0], limits: Limits(cpuSeconds: 9))
    }
  }

  @Test("an execution whose output is lost or damaged is run again, and its record mended")
  func damagedBlob() async throws {
    let parent = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-runs-\(UUID())")
    defer { try? FileManager.default.removeItem(at: parent) }
    let path: String
    let big = Data("big".utf8)
    let counter = Counter()
    do {
      let run = try RunDirectory(
        in: parent, label: "p",
        configuration: RunConfiguration(settings: [:], models: [], seed: 0, problem: nil))
      path = run.path
      _ = try await RecordedExecutor(counter, run: run).run(program, on: big, limits: Limits())
    }
    let directory = URL(fileURLWithPath: path)
    let blobs = try #require(
      FileManager.default.subpaths(atPath: directory.appendingPathComponent("blobs").path))
    for blob in blobs.filter({ $0.contains("/") }) {
      try Data().write(to: directory.appendingPathComponent("blobs/\(blob)"))
    }
    let reader = RecordedExecutor(nil, run: try RunDirectory(reading: directory))
    await #expect(throws: RunError.self) { try await reader.run(program, on: big, limits: Limits()) }
    do {
      let run = try RunDirectory(resuming: directory, configuration: nil)
      let execution = try await RecordedExecutor(counter, run: run).run(program, on: big, limits: Limits())
      #expect(execution.output.count == 5000)
      #expect(counter.runs == 2)
    }
    let again = RecordedExecutor(nil, run: try RunDirectory(reading: directory))
    #expect(try await again.run(program, on: big, limits: Limits()).output.count == 5000)
  }

  @Test("a failure of the sandbox is not recorded")
  func judgeErrors() async throws {
    struct Broken: Executor {
      func run(_ program: Program, on input: Data, limits: Limits) async throws -> Execution {
        Execution(verdict: .judgeError)
      }
      func judge(_ program: Program, on test: TestCase, of problem: Problem) async throws -> TestResult {
        TestResult(test: test.name, execution: Execution(verdict: .judgeError))
      }
      func outputsAgree(_ first: Data, _ second: Data, for problem: Problem) -> Bool { true }
    }
    let parent = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-runs-\(UUID())")
    defer { try? FileManager.default.removeItem(at: parent) }
    let run = try RunDirectory(
      in: parent, label: "p",
      configuration: RunConfiguration(settings: [:], models: [], seed: 0, problem: nil))
    _ = try await RecordedExecutor(Broken(), run: run).run(program, on: Data(), limits: Limits())
    await #expect(throws: RunError.self) {
      try await RecordedExecutor(nil, run: run).run(program, on: Data(), limits: Limits())
    }
  }
}
