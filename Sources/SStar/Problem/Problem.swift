import Foundation

/// A programming problem as a solver sees it: statement, limits and public tests.
///
/// Hidden tests are deliberately not part of this type; only grading opens them.
public struct Problem: Sendable, Hashable, Codable {
  /// Stable name, unique within a suite, such as the package's directory name.
  public var id: String
  /// Human-readable title.
  public var title: String
  /// The statement as given to the model (Markdown or TeX source).
  public var statement: String
  /// How a program receives its input and returns its answer.
  public var kind: Kind
  /// Tests that the model and candidate selection may see, in order.
  public var publicTests: [TestCase]
  /// Resource limits of one execution.
  public var limits: Limits
  /// How an output is compared with the expected one.
  public var comparison: OutputComparison

  public init(
    id: String, title: String, statement: String, kind: Kind = .standardIO,
    publicTests: [TestCase], limits: Limits = Limits(), comparison: OutputComparison = .default
  ) {
    self.id = id
    self.title = title
    self.statement = statement
    self.kind = kind
    self.publicTests = publicTests
    self.limits = limits
    self.comparison = comparison
  }

  /// The public tests that have an input, and so can be imitated.
  public var publicInputTests: [TestCase] { publicTests.filter { !$0.isAssertions } }

  /// How a program receives its input and returns its answer.
  public enum Kind: Sendable, Hashable, Codable {
    /// A whole program that reads standard input and writes standard output.
    case standardIO
    /// A function. A test's input holds one JSON value a line, one line an argument;
    /// the expected output is the JSON of the result.
    case function(FunctionSignature)
  }
}

/// The function that a function problem asks for.
public struct FunctionSignature: Sendable, Hashable, Codable {
  /// Name of the function, or of the method of a class `Solution`.
  public var entryPoint: String
  /// Source line of the signature as shown to the model, such as `def f(x: int) -> int:`.
  public var signature: String

  public init(entryPoint: String, signature: String) {
    self.entryPoint = entryPoint
    self.signature = signature
  }
}
