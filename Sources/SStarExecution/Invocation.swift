import Foundation
import SStar

/// One run of a program with all that it is given.
public struct Invocation: Sendable {
  /// Compiled when it first runs; what was compiled is kept by content.
  public var program: Program
  /// Command-line arguments after the program's name.
  public var arguments: [String]
  /// Standard input.
  public var input: Data
  /// Files placed read-only in the working directory; names without directories.
  public var files: [Program.File]
  /// Empty writable directories made in the working directory.
  public var directories: [String]
  /// Paths below the working directory whose contents are returned after the run.
  public var collect: [String]
  /// Limits of the run; the compiler has its own (`compile_limits` of the language).
  public var limits: Limits
  /// Whether the input is a token on a line of its own and then Python code: the code runs after the program,
  /// in the same process, and the token is printed when it has ended without an exception.
  public var runsAssertions = false

  /// A run with nothing but the program and its default limits, unless more is given.
  public init(
    program: Program, arguments: [String] = [], input: Data = Data(), files: [Program.File] = [],
    directories: [String] = [], collect: [String] = [], limits: Limits = Limits()
  ) {
    self.program = program
    self.arguments = arguments
    self.input = input
    self.files = files
    self.directories = directories
    self.collect = collect
    self.limits = limits
  }
}

/// What came of an ``Invocation``.
public struct InvocationResult: Sendable {
  /// What was observed of the run, or of the compiler when that refused the program.
  public var execution: Execution
  /// Those of the collected paths that are regular files, named by their path.
  public var files: [Program.File]

  /// A result, as another ``InvocationRunner`` makes it.
  public init(execution: Execution, files: [Program.File] = []) {
    self.execution = execution
    self.files = files
  }
}

/// Runs programs with arguments and files. Implemented by ``Sandbox``.
public protocol InvocationRunner: Sendable {
  /// - Throws: `CancellationError`, or ``SandboxError`` when no program can be run.
  func run(_ invocation: Invocation) async throws -> InvocationResult
}
