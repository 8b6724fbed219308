import Foundation
import SStar
import SStarExecution
import SStarModels
import Synchronization

/// Solves one unit, then grades what came of it.
struct UnitRunner: Sendable {
  /// The models of a package, and whether their calls are recorded, as the command line knows them.
  typealias Client =
    @Sendable (ProblemPackage, @escaping @Sendable (Role, Usage) -> Void) throws -> UnitClient

  let run: RunDirectory
  let sandbox: Sandbox
  let configuration: Solver.Configuration
  let makeClient: Client
  let onTrouble: @Sendable (String) -> Void
  private let service = Service()

  /// - Throws: `CancellationError`, ``BudgetReached``, ``RunError``, or ``ModelServiceError`` for credentials and
  ///   for a server that never served; whatever else goes wrong is part of the record.
  func run(_ unit: EvaluationUnit, onReply: @escaping @Sendable (Role, Usage) -> Void) async throws
    -> RunEvent.UnitRecord
  {
    let start = ContinuousClock.now
    let onReply: @Sendable (Role, Usage) -> Void = { role, usage in
      // What is taken from the record tells nothing of the server.
      if usage.calls > usage.lostCalls { service.hasBegun.store(true, ordering: .relaxed) }
      onReply(role, usage)
    }
    try await run.append(.start(.init(unit: unit.name)))
    let digest = PackageDigest.ofFiles(in: unit.package)
    let package: ProblemPackage
    do {
      package = try ProblemPackageLoader.load(unit.package)
    } catch let error as PackageError {
      return try await finish(unit, start, .init(status: .error, reason: error.description))
    }
    let client: UnitClient
    do {
      client = try makeClient(package, onReply)
    } catch {
      try passOn(error)
      return try await finish(unit, start, .init(status: .error, reason: "\(error)"))
    }
    let executor = PackageExecutor(runner: sandbox, outputValidator: package.outputValidator)
    // Executions that the record has were paid for by this unit too.
    let meter = CPUCounter(base: RecordedExecutor(executor, run: run, onTrouble: onTrouble))
    var configuration = configuration
    configuration.seed = Self.seed(configuration.seed, repetition: unit.repetition)
    var ending = Ending(status: .done)
    ending.models = client.models
    ending.seed = configuration.seed
    ending.samples = configuration.generation.samples
    ending.rounds = configuration.generation.rounds
    ending.publicTests = package.problem.publicTests.count
    ending.statement = try await run.store(Self.encoded(package.problem))
    ending.package = digest
    do {
      let solver = Solver(client: client.client, executor: meter, configuration: configuration)
      do {
        let solution = try await solver.solve(package.problem)
        try Self.check(await client.client.failures)
        ending.warnings = solution.warnings
        // Public tests may have been found in the statement.
        ending.statement = try await run.store(Self.encoded(solution.problem))
        ending.publicTests = solution.problem.publicTests.count
        try await record(solution, unit)
        ending.reason = Self.unjudged(solution) ?? Self.missing(solution, configuration)
        if ending.reason != nil {
          ending.status = .error
        } else {
          try await grade(solution, unit, package, executor)
        }
      } catch let error as SolverError {
        try Self.check(await client.client.failures)
        ending.status = .noProgram
        ending.reason = error.description
      } catch let error as ModelServiceError where error.kind == .tooLong {
        // A model that cannot take the problem does not solve it.
        ending.status = .noProgram
        ending.reason = error.description
      }
    } catch {
      try passOn(error)
      ending.status = .error
      ending.reason = "\(error)"
    }
    ending.usage = await client.client.usageByRole
    ending.cpuSeconds = await run.grades(of: unit.name).values.reduce(meter.seconds) { $0 + $1.cpuSeconds }
    return try await finish(unit, start, ending)
  }

  /// Repeats draw other samples; the first one those of a plain solve.
  static func seed(_ seed: UInt64, repetition: Int) -> UInt64 {
    repetition == 0 ? seed : SeededGenerator.seed(seed, problem: "", purpose: "repetition \(repetition)")
  }

  /// What a unit's record says, beside its name.
  private struct Ending {
    var status: RunEvent.UnitRecord.Status
    var reason: String?
    var models: [RunConfiguration.Model] = []
    var seed: UInt64 = 0
    var samples = 0
    var rounds = 0
    var publicTests = 0
    var statement = ""
    var package: String?
    var usage: [Role: Usage] = [:]
    var warnings: [String] = []
    var cpuSeconds = 0.0
  }

  private func finish(
    _ unit: EvaluationUnit, _ start: ContinuousClock.Instant, _ ending: Ending
  ) async throws -> RunEvent.UnitRecord {
    let wall = (ContinuousClock.now - start).components
    let record = RunEvent.UnitRecord(
      unit: unit.name, problem: unit.package.standardizedFileURL.lastPathComponent,
      repetition: unit.repetition, status: ending.status, reason: ending.reason, samples: ending.samples,
      rounds: ending.rounds, publicTests: ending.publicTests, models: ending.models, seed: ending.seed,
      statement: ending.statement, package: ending.package,
      usage: Dictionary(uniqueKeysWithValues: ending.usage.map { ($0.key.rawValue, $0.value) }),
      warnings: ending.warnings, wallSeconds: Double(wall.seconds) + Double(wall.attoseconds) / 1e18,
      cpuSeconds: ending.cpuSeconds)
    // A unit that is finished is never solved again: what it refers to is to be there.
    try await run.flushBlobs()
    try await run.append(.unit(record))
    try await run.flush()
    return record
  }

  /// A unit that had to do without replies says nothing about the model, whatever came of it. A request beyond the
  /// model's context, or one that its server does not take after it took the first, is the method's own fault.
  private static func check(_ failures: [any Error]) throws {
    let foreign = failures.filter { failure in
      (failure as? ModelServiceError).map { ![.refused, .tooLong].contains($0.kind) } ?? true
    }
    if let failure = foreign.first(where: { $0 is BudgetReached }) ?? foreign.first { throw failure }
  }

  /// Throws what concerns not this unit alone.
  private func passOn(_ error: any Error) throws {
    try Task.checkCancellation()
    if error is BudgetReached || error is RunError || error is CancellationError { throw error }
    guard let error = error as? ModelServiceError else { return }
    // No unit will fare better, and none need be marked as failed.
    let isAbsent = error.kind == .unavailable && !service.hasBegun.load(ordering: .relaxed)
    if error.kind == .credentials || isAbsent { throw error }
  }

  /// Nor does our own failure on a public test.
  private static func unjudged(_ solution: Solution) -> String? {
    solution.genealogy.candidates.compactMap(\.judgeError).first.map { reason in
      "a public test could not be judged: \(reason)"
    }
  }

  /// Too few samples say nothing about the model either.
  private static func missing(_ solution: Solution, _ configuration: Solver.Configuration) -> String? {
    let wanted = configuration.generation.samples
    let drawn = Set(solution.genealogy.candidates.map(\.id.sample)).count
    guard drawn < wanted else { return nil }
    let why = solution.warnings.first { $0.contains("not drawn") } ?? ""
    return "\(drawn) of \(wanted) samples were drawn. \(why)"
  }

  private func record(_ solution: Solution, _ unit: EvaluationUnit) async throws {
    for candidate in solution.genealogy.candidates { try await run.record(candidate, of: unit.name) }
    let selection = try await run.recordOfSelection(
      solution.selection, selector: configuration.selector.name, unit: unit.name)
    try await run.append(.selection(selection))
  }

  /// The only place where an evaluation opens hidden tests: after the selection, which cannot see them.
  private func grade(
    _ solution: Solution, _ unit: EvaluationUnit, _ package: ProblemPackage, _ executor: PackageExecutor
  ) async throws {
    let hidden = try HiddenTests(package: unit.package).load()
    guard !hidden.isEmpty else {
      throw GradingError(description: "the package has no hidden tests (data/secret): nothing can be graded")
    }
    let tests = try PackageDigest.ofTests(hidden, of: package)
    let known = await run.grades(of: unit.name).filter { $0.value.tests == tests }
    var programs: [(digest: String, program: Program)] = []
    for program in solution.genealogy.candidates.compactMap(\.program) {
      let digest = BlobStore.digest(Data(program.source.utf8))
      if known[digest] == nil, !programs.contains(where: { $0.digest == digest }) {
        programs.append((digest, program))
      }
    }
    let problem = package.problem
    // A few programs at once are enough: the tests of each run concurrently too.
    _ = try await programs.concurrentMap(atMost: 2) { digest, program in
      var grade = try await grade(program, digest, unit.name, problem, hidden, executor)
      grade.tests = tests
      try await run.append(.grade(grade))
    }
  }

  private func grade(
    _ program: Program, _ digest: String, _ unit: String, _ problem: Problem, _ hidden: [TestCase],
    _ executor: PackageExecutor
  ) async throws -> RunEvent.GradeRecord {
    let judgement = try await SubmissionJudge(executor: executor, concurrency: 4).judge(
      program, problem: problem, hiddenTests: hidden, stopsAtFailure: true)
    let failure = judgement.firstFailure
    if judgement.verdict == .judgeError {
      throw GradingError(
        description: "grading failed on \(failure?.result.test ?? "a test"): \(failure?.result.message ?? "")"
      )
    }
    return RunEvent.GradeRecord(
      unit: unit, program: digest, verdict: judgement.verdict, failedTest: failure?.result.test,
      cpuSeconds: judgement.items.reduce(0) { $0 + $1.result.execution.cpuSeconds })
  }

  private static func encoded(_ problem: Problem) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(problem)
  }
}

/// Whether a model has answered anything in this process.
private final class Service: Sendable {
  let hasBegun = Atomic(false)
}

/// The models of one unit.
public struct UnitClient: Sendable {
  public var client: ModelClient
  public var models: [RunConfiguration.Model]

  public init(client: ModelClient, models: [RunConfiguration.Model]) {
    self.client = client
    self.models = models
  }
}

/// Our own failure while grading, never the program's.
struct GradingError: Error, CustomStringConvertible {
  var description: String
}
