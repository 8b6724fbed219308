import Foundation
import SStar
import Synchronization

/// Adds up the CPU time of the executions that go through it.
final class CPUCounter: Executor {
  private let base: any Executor
  private let total = Mutex(0.0)

  init(base: any Executor) {
    self.base = base
  }

  /// CPU seconds so far.
  var seconds: Double { total.withLock { $0 } }

  func run(_ program: Program, on input: Data, limits: Limits) async throws -> Execution {
    let execution = try await base.run(program, on: input, limits: limits)
    total.withLock { $0 += execution.cpuSeconds }
    return execution
  }

  func judge(_ program: Program, on test: TestCase, of problem: Problem) async throws -> TestResult {
    let result = try await base.judge(program, on: test, of: problem)
    total.withLock { $0 += result.execution.cpuSeconds }
    return result
  }

  func outputsAgree(_ first: Data, _ second: Data, for problem: Problem) -> Bool {
    base.outputsAgree(first, second, for: problem)
  }
}
