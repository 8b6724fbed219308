import Foundation
import SStar
import SStarModels
import Synchronization

/// Runs programs by a table: the first line of a program, `# name`, names its behaviour.
struct TableExecutor: Executor {
  enum Outcome: Sendable {
    case prints(String)
    case crashes
    case timesOut
    case exits(Int32)
    /// Ends only when it is cancelled.
    case hangs
  }
  typealias Behaviour = @Sendable (String) -> Outcome

  /// An execution that took place.
  struct Run: Hashable, Sendable {
    var name: String
    var input: String
  }

  final class Log: Sendable {
    private let entries = Mutex<[Run]>([])
    var runs: [Run] { entries.withLock { $0 } }
    func note(_ run: Run) { entries.withLock { $0.append(run) } }
  }

  var table: [String: Behaviour]
  let log = Log()

  static func program(_ name: String) -> Program {
    Program(language: "python3", source: "# \(name)\nprint(input())\n", name: "main.py")
  }

  /// A reply with the program called `name`.
  static func reply(_ name: String) -> String {
    "Here it is:\n```python\n# \(name)\nprint(input())\n```\n"
  }

  /// Name of the program in a reply or request.
  static func name(of program: Program) -> String {
    String(program.source.split(separator: "\n").first?.dropFirst(2) ?? "")
  }

  func run(_ program: Program, on input: Data, limits: Limits) async throws -> Execution {
    let name = Self.name(of: program)
    let text = String(decoding: input, as: UTF8.self)
    log.note(Run(name: name, input: text))
    // Lets other tasks in between, so that order does not come from scheduling.
    await Task.yield()
    try Task.checkCancellation()
    switch table[name]?(text) ?? .crashes {
    case .prints(let output):
      return Execution(verdict: .accepted, exitStatus: 0, output: Data(output.utf8), cpuSeconds: 0.01)
    case .crashes: return Execution(verdict: .runTimeError, detail: "exit status 1", exitStatus: 1)
    case .timesOut: return Execution(verdict: .timeLimitExceeded, cpuSeconds: 2)
    case .exits(let status): return Execution(verdict: .runTimeError, exitStatus: status)
    case .hangs:
      try await Task.sleep(for: .seconds(3600))
      return Execution(verdict: .timeLimitExceeded)
    }
  }

  func judge(_ program: Program, on test: TestCase, of problem: Problem) async throws -> TestResult {
    var execution = try await run(program, on: test.input, limits: problem.limits)
    if execution.verdict == .accepted, !outputsAgree(execution.output, test.expectedOutput, for: problem) {
      execution.verdict = .wrongAnswer
    }
    return TestResult(test: test.name, execution: execution)
  }

  func outputsAgree(_ first: Data, _ second: Data, for problem: Problem) -> Bool {
    func tokens(_ data: Data) -> [Substring] {
      String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace).map { Substring($0) }
    }
    return tokens(first) == tokens(second)
  }
}

extension TableExecutor.Outcome {
  /// The program computes something from the first number of its input.
  static func of(_ input: String, _ compute: (Int) -> Int) -> Self {
    guard let number = input.split(whereSeparator: \.isWhitespace).first.flatMap({ Int($0) }) else {
      return .crashes
    }
    return .prints("\(compute(number))\n")
  }
}

/// A problem: print the number, between 0 and 1000.
enum EchoProblem {
  static let problem = Problem(
    id: "echo", title: "Echo", statement: "Print n, where 0 ≤ n ≤ 1000.",
    publicTests: [
      TestCase(name: "1", input: Data("5\n".utf8), expectedOutput: Data("5\n".utf8)),
      TestCase(name: "2", input: Data("7\n".utf8), expectedOutput: Data("7\n".utf8)),
    ])

  /// `right` answers right, the others fail as their names say.
  static let executor = TableExecutor(table: [
    "right": { .of($0) { $0 } },
    "right too": { .of($0) { $0 } },
    "caps at 100": { .of($0) { min($0, 100) } },
    "caps at 50": { .of($0) { min($0, 50) } },
    "caps at 20": { .of($0) { min($0, 20) } },
    "wrong": { .of($0) { $0 + 1 } },
    "wrong on 7": { .of($0) { $0 == 7 ? 8 : $0 } },
    "crashes": { _ in .crashes },
    "crashes above 20": { $0.count > 2 ? .crashes : .of($0) { $0 } },
    "slow above 9": { $0.count > 2 ? .timesOut : .of($0) { $0 } },
    "hangs": { _ in .hangs },
    "generates": { line in
      let seed = line.split(separator: " ").last.flatMap { Int($0.dropLast()) } ?? 0
      return .prints("\(seed * 37 % 1000)\n")
    },
    "validates": { line in
      let value = line.split(separator: "\n").first.flatMap { Int($0) } ?? -1
      return .exits(0...1000 ~= value ? 42 : 43)
    },
    "brute force": { .of($0) { $0 } },
    "brute force wrong on 7": { .of($0) { $0 == 7 ? 8 : $0 } },
    "brute force for 5 and 7": { $0.count > 2 ? .timesOut : .of($0) { $0 } },
    "rejects all": { _ in .exits(43) },
  ])
}

/// Solves ``EchoProblem`` with a scripted model.
struct EchoSolve {
  /// Names of the programs drawn, by sample.
  var drafts: [String]
  /// Name of the repaired program for a sample's last one.
  var repair: @Sendable (String) -> String = { $0 }
  /// Answer of the judge, from the programs in their order.
  var judge: (@Sendable ([String]) -> String)?
  var validators: [String] = []
  /// Name of the brute-force program; a model that does not know the role when nil, one that fails when
  /// empty.
  var bruteForce: String?
  var selector: any Selector = EvidenceSelector()
  var rounds = 0
  var seed: UInt64 = 1
  let calls = TableExecutor.Log()

  func callback() -> (solver: Solver, client: ModelClient) {
    let (drafts, repair, judge, validators, calls) = (drafts, repair, judge, validators, calls)
    let bruteForce = bruteForce
    var roles: Set<Role> = [.generate, .debug]
    if judge != nil { roles.insert(.judge) }
    if !validators.isEmpty { roles.insert(.writeValidator) }
    if bruteForce != nil { roles.insert(.writeBruteForce) }
    let model = ScriptedModel(roles: roles) { request, sample in
      calls.note(TableExecutor.Run(name: request.role.rawValue, input: "\(sample)"))
      switch request.role {
      case .generate: return TableExecutor.reply(drafts[sample])
      case .debug: return TableExecutor.reply(repair(request.programs.last.map(TableExecutor.name) ?? ""))
      case .judge: return judge?(request.programs.map(TableExecutor.name)) ?? ""
      case .writeBruteForce:
        guard let bruteForce, !bruteForce.isEmpty else { throw ModelError.noReply(model: "scripted") }
        return TableExecutor.reply(bruteForce)
      case .writeValidator: return TableExecutor.reply(validators[sample % validators.count])
      default: return ""
      }
    }
    let client = ModelClient(model)
    var configuration = Solver.Configuration()
    configuration.generation.samples = drafts.count
    configuration.generation.rounds = rounds
    configuration.selector = selector
    configuration.seed = seed
    return (Solver(client: client, executor: EchoProblem.executor, configuration: configuration), client)
  }

  func solve() async throws -> Solution {
    try await callback().solver.solve(EchoProblem.problem)
  }

  func callCount(_ role: Role) -> Int { calls.runs.count { $0.name == role.rawValue } }
}

extension Solution {
  /// Name of the chosen program.
  var chosenName: String { program.map(TableExecutor.name) ?? "" }
}
