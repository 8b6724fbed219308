import Foundation

/// Makes inputs in batches, cheapest first, and runs the candidates on them until they split no further.
public struct EvidenceCollection: Sendable {
  /// Bounds on the work.
  public struct Budget: Sendable, Hashable, Codable {
    /// Inputs at most.
    public var inputs = 64
    /// Inputs a batch.
    public var batch = 8
    /// Batches in a row without a new cluster after which it stops.
    public var patience = 3
    /// Time-outs after which a program is run on no further input.
    public var timeouts = 2
    /// CPU seconds for all executions together, after which no further batch is started.
    public var cpuSeconds = 120.0

    public init() {}
  }

  let problem: Problem
  let matrix: ExecutionMatrix
  let executor: any Executor
  let sources: [any InputSource]
  let validation: InputValidation
  let budget: Budget
  let events: @Sendable (SolverEvent) -> Void

  /// Runs `programs` on synthesized inputs.
  /// - Parameter weights: how many candidates each program stands for.
  /// - Throws: `CancellationError`, or the executor's or model's error.
  func run(_ programs: [Program], weights: [Int]) async throws -> Clustering {
    var inputs: [Data] = []
    var executions = programs.map { _ in [Execution]() }
    // A lone program cannot be told from another.
    guard programs.count > 1 else { return clustering(inputs, executions) }
    var seen = Set(problem.publicInputTests.map(\.input))
    var clusters = 1
    var idle = 0
    var cpu = 0.0
    var exhausted = Set<Int>()
    var batch = 0
    while inputs.count < budget.inputs, idle < budget.patience * max(1, sources.count - exhausted.count),
      exhausted.count < sources.count, cpu < budget.cpuSeconds
    {
      let index = batch % sources.count
      defer { batch += 1 }
      if exhausted.contains(index) { continue }
      let made = try await sources[index].inputs(batch: batch / sources.count, count: budget.batch)
      if made.isEmpty { exhausted.insert(index) }
      let fresh = try await validation.valid(made.filter { seen.insert($0).inserted })
      let columns = try await run(programs, timeouts: executions.map(Self.timeouts), on: fresh)
      try Task.checkCancellation()
      for (column, input) in fresh.enumerated() {
        let all = columns.map { $0[column] }
        cpu += all.reduce(0) { $0 + $1.cpuSeconds }
        guard isUsable(all, weights) else { continue }
        inputs.append(input)
        for row in programs.indices { executions[row].append(all[row]) }
      }
      let now = clustering(inputs, executions).clusters.count
      idle = now > clusters ? 0 : idle + 1
      clusters = max(clusters, now)
      events(.clusters(inputs: inputs.count, clusters: now))
    }
    return clustering(inputs, executions)
  }

  private static func timeouts(_ executions: [Execution]) -> Int {
    executions.count { $0.verdict == .timeLimitExceeded }
  }

  /// Executions by program, then input. A program that has timed out often enough is not run again: each
  /// time would cost the whole limit and tell nothing new.
  private func run(_ programs: [Program], timeouts: [Int], on inputs: [Data]) async throws -> [[Execution]] {
    let running = programs.indices.filter { timeouts[$0] < budget.timeouts }
    let executed = try await matrix.executions(of: running.map { programs[$0] }, on: inputs)
    let skipped = Execution(verdict: .timeLimitExceeded, detail: "not run: it exceeded the limit before")
    var table = programs.map { _ in [Execution](repeating: skipped, count: inputs.count) }
    for (row, program) in running.enumerated() { table[program] = executed[row] }
    return table
  }

  private func clustering(_ inputs: [Data], _ executions: [[Execution]]) -> Clustering {
    Clustering(inputs: inputs, executions: executions) { executor.outputsAgree($0, $1, for: problem) }
  }

  /// With no validator, an input on which most candidates fail is taken to be invalid.
  private func isUsable(_ executions: [Execution], _ weights: [Int]) -> Bool {
    guard !validation.isAvailable else { return true }
    let failing = zip(executions, weights).reduce(0) { $0 + ($1.0.verdict == .accepted ? 0 : $1.1) }
    return 2 * failing <= weights.reduce(0, +)
  }
}
