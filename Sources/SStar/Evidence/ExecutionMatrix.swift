import Foundation

/// What each program did on each input; every pair is run once, whoever asks, and also when several ask at
/// the same time.
public actor ExecutionMatrix {
  private struct Key: Hashable {
    var program: Int
    var input: Int
  }

  /// An execution under way, and how many wait for it.
  private struct Flight {
    var id: Int
    var task: Task<Execution, any Error>
    var waiting: Int
  }

  private let executor: any Executor
  private let limits: Limits
  private var programs: [Program: Int] = [:]
  private var inputs: [Data: Int] = [:]
  private var known: [Key: Execution] = [:]
  private var flights: [Key: Flight] = [:]
  private var judged: [Key: TestResult] = [:]
  /// Executions made so far, those of public tests included.
  public private(set) var count = 0

  /// - Parameter limits: for every execution.
  public init(executor: any Executor, limits: Limits) {
    self.executor = executor
    self.limits = limits
  }

  /// Runs `program` on `input`, or returns what is known.
  /// - Throws: `CancellationError`, or what the executor throws.
  public func execution(of program: Program, on input: Data) async throws -> Execution {
    let key = key(program, input)
    if let execution = known[key] { return execution }
    try Task.checkCancellation()
    let flight = join(key, program, input)
    let result = await withTaskCancellationHandler {
      await flight.task.result
    } onCancel: {
      Task { await self.leave(key, flight: flight.id) }
    }
    try Task.checkCancellation()
    return try result.get()
  }

  /// Runs `program` on a public test and compares its output with the expected one.
  /// - Throws: `CancellationError`, or what the executor throws.
  public func result(of program: Program, on test: TestCase, of problem: Problem) async throws -> TestResult {
    let key = key(program, test.input)
    if var result = judged[key] {
      result.test = test.name
      return result
    }
    count += 1
    let result = try await executor.judge(program, on: test, of: problem)
    // A failure of ours is worth another try.
    if result.verdict != .judgeError { judged[key] = result }
    return result
  }

  /// Runs all programs on all inputs, concurrently: `result[program][input]`.
  /// - Throws: `CancellationError`, or what the executor throws.
  public nonisolated func executions(
    of programs: [Program], on inputs: [Data]
  ) async throws -> [[Execution]] {
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

  private func key(_ program: Program, _ input: Data) -> Key {
    let row = programs[program] ?? programs.count
    programs[program] = row
    let column = inputs[input] ?? inputs.count
    inputs[input] = column
    return Key(program: row, input: column)
  }

  private func join(_ key: Key, _ program: Program, _ input: Data) -> Flight {
    if var flight = flights[key] {
      flight.waiting += 1
      flights[key] = flight
      return flight
    }
    count += 1
    let id = count
    let task = Task {
      let result: Result<Execution, any Error>
      do {
        result = .success(try await executor.run(program, on: input, limits: limits))
      } catch {
        result = .failure(error)
      }
      land(key, flight: id, try? result.get())
      return try result.get()
    }
    let flight = Flight(id: id, task: task, waiting: 1)
    flights[key] = flight
    return flight
  }

  private func land(_ key: Key, flight: Int, _ execution: Execution?) {
    if flights[key]?.id == flight { flights[key] = nil }
    if let execution, execution.verdict != .judgeError { known[key] = execution }
  }

  /// An execution ends when nobody waits for it any more.
  private func leave(_ key: Key, flight id: Int) {
    guard var flight = flights[key], flight.id == id else { return }
    flight.waiting -= 1
    flights[key] = flight
    if flight.waiting == 0 {
      flight.task.cancel()
      flights[key] = nil
    }
  }
}
