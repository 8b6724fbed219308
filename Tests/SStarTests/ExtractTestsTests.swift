import Foundation
import SStarModels
import Synchronization
import Testing

@testable import SStar

@Suite struct ExtractTestsPromptTests {
  private static func findings(
    _ statement: String, _ pairs: [(String, String)], kind: Problem.Kind = .standardIO
  ) -> ExtractTestsPrompt.Findings {
    let problem = Problem(id: "p", title: "P", statement: statement, kind: kind, publicTests: [])
    let text = pairs.map { "```input\n\($0.0)\n```\n```output\n\($0.1)\n```\n" }.joined()
    return ExtractTestsPrompt.findings(in: ModelReply(sample: 0, text: "Here:\n" + text), for: problem)
  }

  private static func texts(_ findings: ExtractTestsPrompt.Findings) -> [[String]] {
    findings.tests.map { [$0.input, $0.expectedOutput].map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test("Pairs that the statement holds are tests, in order, under the names of samples")
  func prose() {
    let found = Self.findings(
      "When given 3 4 it prints `7`; for “10 -4” it prints 6.", [("3 4", "7"), ("10 -4", "6")])
    #expect(Self.texts(found) == [["3 4\n", "7\n"], ["10 -4\n", "6\n"]])
    #expect(found.tests.map(\.name) == ["sample/1", "sample/2"])
    #expect(found.refused == 0)
  }

  @Test("White space at the ends of lines does not matter, nor do quote marks and indentation before them")
  func whiteSpace() {
    for statement in ["In:  \r\n2 \t\r\n1 2\r\ngives\r\n3", "> 2\n> 1 2\n\nis 3", "    2\n    1 2\n\n3"] {
      #expect(Self.texts(Self.findings(statement, [("2\n1 2  \n", "3")])) == [["2\n1 2\n", "3\n"]])
    }
  }

  @Test(
    "What the model makes up is no test",
    arguments: [("5 6", "11"), ("13 4", "8"), ("3 4", "7"), ("", "7"), ("13 4", ""), ("13  4", "7")])
  func invented(_ input: String, _ output: String) {
    let found = Self.findings("For 3 4.5 and 13 4 print 7. n is at most 84.", [(input, output)])
    #expect(found.tests.isEmpty && found.refused == 1)
  }

  @Test("A part of a longer number or word is not in the statement")
  func partsOfWords() {
    let found = Self.findings(
      "At most 1000, -25 and 0.5 or abc.", [("1000", "25"), ("100", "0.5"), ("1000", "5"), ("ab", "0.5")])
    #expect(found.tests.isEmpty && found.refused == 4)
  }

  @Test("Half pairs, cut replies and repeated inputs do no harm")
  func ragged() {
    let problem = Problem(id: "p", title: "P", statement: "1 gives 2, 3 gives 4, 5 gives 6", publicTests: [])
    let text = """
      ```output
      2
      ```
      ```input
      1
      ```
      ```input
      3
      ```
      ```output
      4
      ```
      ```input
      3
      ```
      ```output
      4
      ```
      ```input
      5
      ```
      ```output
      6
      """
    let found = ExtractTestsPrompt.findings(in: ModelReply(sample: 0, text: text), for: problem)
    #expect(found.tests.map(\.input) == [Data("3\n".utf8)])
  }

  @Test("A function's tests are one JSON value an argument, and one for the result")
  func function() {
    let kind = Problem.Kind.function(
      FunctionSignature(entryPoint: "f", signature: "def f(x: dict[str, int], y=(1, 2)) -> int:"))
    let statement = "Given\n[1, 2]\n\"a\"\n3\nreturn true. Calls: f(7), nothing"
    let pairs = [("[1, 2]\n\"a\"", "true"), ("f(7)", "true"), ("3", "nothing"), ("[1, 2]\n\"a\"\n3", "true")]
    let found = Self.findings(statement, pairs, kind: kind)
    #expect(Self.texts(found) == [["[1, 2]\n\"a\"\n", "true\n"]])
    #expect(found.refused == 3)
  }

  @Test(
    "A signature tells how many arguments a call has",
    arguments: [
      ("def f(x: int) -> int:", 1...1), ("def f(self, a: dict[int, list[int]], b=0):", 1...2),
      ("def f():", 0...0), ("def f(*values):", nil), ("f", nil),
    ] as [(String, ClosedRange<Int>?)])
  func argumentCounts(_ signature: String, _ counts: ClosedRange<Int>?) {
    #expect(FunctionSignature(entryPoint: "f", signature: signature).argumentCounts == counts)
  }

  @Test("The prompt says what an input is for each kind of problem")
  func kinds() {
    func text(_ kind: Problem.Kind) -> String {
      ExtractTestsPrompt.messages(
        for: Problem(id: "p", title: "P", statement: "Add.", kind: kind, publicTests: [])
      ).map(\.text).joined()
    }
    #expect(text(.standardIO).contains("standard input"))
    let function = text(.function(FunctionSignature(entryPoint: "total", signature: "def total(x):")))
    #expect(function.contains("`total`") && function.contains("one JSON value a line"))
  }
}

@Suite struct TestExtractionTests {
  private static let statement = "Print the number again. Say you read 5: you print 5. And 7 it is for 7."

  private static func solve(
    _ problem: Problem, events: @escaping @Sendable (SolverEvent) -> Void = { _ in },
    reply: @escaping @Sendable () throws -> String
  ) async throws -> (solution: Solution, calls: Int) {
    let calls = TableExecutor.Log()
    let model = ScriptedModel(roles: [.generate, .extractTests]) { request, sample in
      guard request.role == .extractTests else {
        return TableExecutor.reply(sample == 0 ? "wrong" : "right")
      }
      calls.note(TableExecutor.Run(name: "extract_tests", input: ""))
      return try reply()
    }
    var configuration = Solver.Configuration()
    configuration.generation.samples = 2
    configuration.generation.rounds = 0
    let solver = Solver(
      client: ModelClient(model), executor: EchoProblem.executor, configuration: configuration)
    return (try await solver.solve(problem, events: events), calls.runs.count)
  }

  private static var withoutTests: Problem {
    var problem = EchoProblem.problem
    problem.statement = statement
    problem.publicTests = []
    return problem
  }

  @Test("A problem without public tests gets those that the model finds in its statement")
  func found() async throws {
    let told = Mutex<[Int]>([])
    let (solution, calls) = try await Self.solve(
      Self.withoutTests,
      events: { event in if case .extractedTests(let count) = event { told.withLock { $0.append(count) } } },
      reply: { "```input\n5\n```\n```output\n5\n```\n```input\n7\n```\n```output\n7\n```\n" })
    #expect(calls == 1)
    #expect(told.withLock { $0 } == [2])
    #expect(solution.problem.publicTests.map(\.name) == ["sample/1", "sample/2"])
    #expect(solution.chosenName == "right" && solution.passesPublicTests)
    #expect(solution.warnings.isEmpty)
  }

  @Test("A problem with public tests is not asked about")
  func notAsked() async throws {
    let (solution, calls) = try await Self.solve(EchoProblem.problem) { "" }
    #expect(calls == 0)
    #expect(solution.problem == EchoProblem.problem)
  }

  @Test("A reply without examples is a warning")
  func none() async throws {
    let (solution, _) = try await Self.solve(Self.withoutTests) { "NO EXAMPLES" }
    #expect(solution.problem.publicTests.isEmpty)
    #expect(solution.warnings.contains { $0.contains("found no examples") })
  }

  @Test("Examples that the model made up are left out with a warning")
  func refused() async throws {
    let (solution, _) = try await Self.solve(Self.withoutTests) { "```input\n6\n```\n```output\n6\n```\n" }
    #expect(solution.problem.publicTests.isEmpty)
    #expect(solution.warnings.contains { $0.contains("left out 1 of the reply's examples") })
  }

  @Test("A call that fails does not end the solve")
  func failure() async throws {
    struct Refused: Error, CustomStringConvertible { var description: String { "quota exceeded" } }
    let (solution, _) = try await Self.solve(Self.withoutTests) { throw Refused() }
    #expect(solution.program != nil)
    #expect(solution.warnings.contains { $0 == "extract_tests: quota exceeded" })
  }
}
