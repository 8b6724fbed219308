import Foundation

/// What each program did on each input; every pair is run once, whoever asks.
public actor ExecutionMatrix {
  private struct Key: Hashable {
    var program: Program
    var input: Data
  }

  private let executor: any Executor
  private let limits: Limits
  private var known: [Key: Execution] = [:]
  private var running: [Key: Task<Execution, any Error>] = [:]

  /// - Parameter limits: for every execution.
  public init(executor: any Executor, limits: Limits) {
    self.executor = executor
    self.limits = limits
  }

  /// Executions made so far.
  public var count: Int { known.count }

  /// Runs `program` on `input`, or returns what is known.
  /// - Throws: what the executor throws.
  public func execution(of program: Program, on input: Data) async throws -> Execution {
    let key = Key(program: program, input: input)
    if let execution = known[key] { return execution }
    if let task = running[key] { return try await task.value }
    let task = Task { try await executor.run(program, on: input, limits: limits) }
    running[key] = task
    defer { running[key] = nil }
    let execution = try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
    known[key] = execution
    return execution
  }

  /// Runs all programs on all inputs, concurrently: `result[program][input]`.
  public nonisolated func executions(of programs: [Program], on inputs: [Data]) async throws -> [[Execution]]
  {
    try await withThrowingTaskGroup(of: (Int, Int, Execution).self) { group in
      for (row, program) in programs.enumerated() {
        for (column, input) in inputs.enumerated() {
          group.addTask { (row, column, try await self.execution(of: program, on: input)) }
        }
      }
      var table = programs.map { _ in [Execution?](repeating: nil, count: inputs.count) }
      for try await (row, column, execution) in group { table[row][column] = execution }
      return table.map { $0.compactMap { $0 } }
    }
  }
}
