import Foundation

extension InvocationRunner {
  /// Runs a program once on each input: compiled once, then as many runs at once as the sandbox has workers.
  ///
  /// A program that fails, or that does not compile, is an ``Execution`` with that verdict, not an error.
  /// `accepted` means that it ended by itself with status 0 within its limits.
  /// - Parameters:
  ///   - inputs: standard input of each run.
  ///   - limits: of each run.
  /// - Returns: what was observed, in the order of the inputs.
  /// - Throws: `CancellationError`, or ``SandboxError`` when no program can be run.
  public func run(
    _ program: Program, on inputs: [Data], limits: Limits = Limits()
  ) async throws -> [Execution] {
    try await withThrowingTaskGroup(of: (Int, Execution).self) { group in
      for (number, input) in inputs.enumerated() {
        group.addTask {
          (number, try await run(Invocation(program: program, input: input, limits: limits)).execution)
        }
      }
      var executions = [Execution?](repeating: nil, count: inputs.count)
      for try await (number, execution) in group { executions[number] = execution }
      return executions.compactMap { $0 }
    }
  }

  /// Runs a program once on each input, given as text.
  public func run(
    _ program: Program, on inputs: [String], limits: Limits = Limits()
  ) async throws -> [Execution] {
    try await run(program, on: inputs.map { Data($0.utf8) }, limits: limits)
  }
}

extension Execution {
  /// Standard output as text; what is not UTF-8 is replaced.
  public var outputText: String { String(decoding: output, as: UTF8.self) }
}
