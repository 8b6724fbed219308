import Foundation

/// Runs untrusted programs. Implemented by the sandbox; by a table in unit tests.
public protocol Executor: Sendable {
  /// Runs `program` once on `input`.
  ///
  /// A program that fails is an ``Execution`` with that verdict, not an error.
  /// - Throws: `CancellationError`, or the executor's own error when it cannot run programs at all.
  func run(_ program: Program, on input: Data, limits: Limits) async throws -> Execution

  /// Runs `program` on a test of `problem` and compares its output with the expected one.
  func judge(_ program: Program, on test: TestCase, of problem: Problem) async throws -> TestResult

  /// Whether two outputs for the same input of `problem` count as the same answer.
  func outputsAgree(_ first: Data, _ second: Data, for problem: Problem) -> Bool
}
