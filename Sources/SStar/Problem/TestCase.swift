import Foundation

/// One test: an input and the output expected for it; of a function also assertions about it.
public struct TestCase: Sendable, Hashable, Codable {
  /// Name within the problem, such as `sample/1` or `secret/group1/03`.
  public var name: String
  /// Bytes given to the program on standard input.
  public var input: Data
  /// The judges' answer.
  public var expectedOutput: Data
  // Optional, so that tests that were recorded before there were assertions are still read.
  private var assertions: Bool?

  public init(name: String, input: Data, expectedOutput: Data) {
    self.name = name
    self.input = input
    self.expectedOutput = expectedOutput
  }

  /// A test that is code: it runs after the program in the same process, and passes when it ends without an
  /// exception. ``input`` holds the code, and there is no expected output.
  public init(name: String, assertions: Data) {
    self.init(name: name, input: assertions, expectedOutput: Data())
    self.assertions = true
  }

  /// Whether the test is code, so that ``input`` is no input of a program.
  public var isAssertions: Bool { assertions ?? false }
}
