import Foundation
import SStar
import SStarExecution
import Testing

@testable import SStarEvaluation

/// Imports with real programs; skipped on a machine that grants no sandbox or has no Python.
@Suite("Import with reference solutions")
struct ImportInSandboxTests {
  private let directory: ImportDirectory

  init() throws { directory = try ImportDirectory() }

  private func withSandbox<T: Sendable>(_ body: @Sendable (Sandbox) async throws -> T) async throws -> T? {
    do {
      return try await Sandbox.withSandbox(SandboxOptions(workers: 2)) { sandbox in
        guard sandbox.languages.isUsable("python3") else { return nil }
        return try await body(sandbox)
      }
    } catch SandboxError.tooWeak {
      return nil
    }
  }

  private func run(_ file: URL) async throws -> ImportReport? {
    let output = directory.output
    return try await withSandbox { try await SuiteImport(runner: $0, concurrency: 2).run([file], to: output) }
  }

  @Test("The reference solutions of every format that has them pass the tests that were made")
  func confirmed() async throws {
    let records = [
      SampleRecords.humanEval, SampleRecords.humanEvalLoop, SampleRecords.mbpp, SampleRecords.sanitized,
      SampleRecords.evalPlus, SampleRecords.mbppPlus, SampleRecords.apps, SampleRecords.appsFunction,
    ]
    guard let report = try await run(directory.write(records)) else { return }
    #expect(report.skipped.isEmpty, "\(report.skipped)")
    #expect(report.imported.map(\.isConfirmed) == Array(repeating: true, count: 8), "\(report.imported)")
  }

  @Test("EvalPlus: the reference gives the outputs, with the tuples of the assertion and the tolerance")
  func evalPlus() async throws {
    let file = try directory.write([SampleRecords.evalPlus, SampleRecords.mbppPlus])
    guard try await run(file) != nil else { return }
    let half = try directory.load("humaneval-9")
    #expect(texts(half.hidden) == ["1\n= 0.5\n", "2\n= 1.0\n", "-3\n= -1.5\n"])
    #expect(texts(half.package.problem.publicTests) == ["3\n= 1.5\n"])
    #expect(
      half.package.problem.comparison
        == .json(TokenComparison(absoluteTolerance: 0.001, relativeTolerance: 1e-7)))
    let flip = try directory.load("mbpp-3")
    #expect(
      texts(flip.hidden) == [
        "code assert flip((1, 2)) == (2, 1)\n", "code assert flip((3, 4)) == (4, 3)\n",
        "code assert flip(()) == ()\n",
      ])
  }

  @Test("An example of the docstring that the reference fails is left out; failed hidden tests are told")
  func wrongExample() async throws {
    var record = SampleRecords.humanEval
    record["prompt"] =
      "def add(x, y):\n    \"\"\"Adds: add(1, 2) == 4, and\n    add(2, 2) == 4\n    add(1, 1) = 3\n    \"\"\"\n"
    var wrong = SampleRecords.humanEvalLoop
    wrong["canonical_solution"] = "    return x\n"
    guard let report = try await run(directory.write([record, wrong])) else { return }
    #expect(report.imported[0].warnings == ["sample/2 left out: the reference solution fails this example"])
    #expect(try directory.load("humaneval-7").package.problem.publicTests.count == 1)
    #expect(report.imported[1].isConfirmed == false)
    #expect(report.imported[1].warnings.first?.contains("secret/1: wrong_answer") == true)
  }

  @Test(
    "A program is not accepted for ending early, failing, or printing what it likes",
    arguments: [
      ("def swap(t): return (t[1], t[0])", Verdict.accepted),
      ("class Solution:\n  def swap(self, t): return (t[1], t[0])", .accepted),
      ("def swap(t): return [t[1], t[0]]", .wrongAnswer),
      ("def swap(t): print('ok', 0, True); return (t[0], t[1])", .wrongAnswer),
      ("import sys\ndef swap(t): sys.exit(0)", .wrongAnswer),
      ("import os\ndef swap(t): os._exit(0)", .wrongAnswer),
      ("import sys\nsys.exit(0)", .wrongAnswer),
      ("def swap(t): return 1 // 0", .runTimeError),
      ("def other(t): return t", .runTimeError),
      ("def swap(t):\n  while True: pass", .timeLimitExceeded),
      ("def swap(t) return", .compileError),
    ])
  func assertions(source: String, verdict: Verdict) async throws {
    var problem = Problem(
      id: "swap", title: "", statement: "", publicTests: [], limits: Limits(cpuSeconds: 0.5))
    problem.kind = .function(FunctionSignature(entryPoint: "swap", signature: "def swap(t):"))
    let test = TestCase(name: "secret/1", assertions: Data("assert swap((1, 2)) == (2, 1)\n".utf8))
    let judged = problem
    let result = try await withSandbox { sandbox in
      try await PackageExecutor(runner: sandbox, outputValidator: nil).judge(
        Program(language: "python3", source: source, entryPoint: "swap"), on: test, of: judged)
    }
    guard let result else { return }
    #expect(result.verdict == verdict, "\(result)")
    #expect(result.execution.output.isEmpty)
  }
}
