import Foundation

/// A problem package on disk: the problem, and what only grading, validation and the bundled model use.
public struct ProblemPackage: Sendable {
  public var problem: Problem
  /// The package's directory; nil for a plain statement.
  public var directory: URL?
  /// The judges' own submissions with the verdict that their folder declares.
  public var submissions: [Submission]
  /// Custom output validator; nil when the default comparison decides.
  public var outputValidator: OutputValidator?
  /// Programs that accept (exit 42) or reject (exit 43) an input read on standard input.
  public var inputValidators: [Program]
  /// Programs that read a line `MODE SEED` (mode: small, edge, adversarial or large) and print an input.
  public var generators: [Program]
  /// Where the problem is from, when it was imported.
  public var origin: ProblemOrigin?
  /// What was left out when the package was read, a sentence each.
  public var warnings: [String]

  public init(
    problem: Problem, directory: URL? = nil, submissions: [Submission] = [],
    outputValidator: OutputValidator? = nil, inputValidators: [Program] = [], generators: [Program] = [],
    origin: ProblemOrigin? = nil, warnings: [String] = []
  ) {
    self.problem = problem
    self.directory = directory
    self.submissions = submissions
    self.outputValidator = outputValidator
    self.inputValidators = inputValidators
    self.generators = generators
    self.origin = origin
    self.warnings = warnings
  }
}

/// A program in a package's `submissions/` directory.
public struct Submission: Sendable, Hashable {
  /// Path below `submissions/`, such as `accepted/sieve.py`.
  public var name: String
  /// The folder, such as `accepted` or `wrong_answer`.
  public var folder: String
  public var program: Program

  public init(name: String, folder: String, program: Program) {
    self.name = name
    self.folder = folder
    self.program = program
  }
}

/// A custom output validator: called as `validator input answer feedback_dir [flags] < output`,
/// it exits 42 to accept and 43 to reject.
public struct OutputValidator: Sendable, Hashable {
  public var program: Program
  /// Further arguments, from `validator_flags`.
  public var arguments: [String]

  public init(program: Program, arguments: [String] = []) {
    self.program = program
    self.arguments = arguments
  }
}
