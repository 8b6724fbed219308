import Foundation

/// One test: an input and the output expected for it.
public struct TestCase: Sendable, Hashable, Codable {
  /// Name within the problem, such as `sample/1` or `secret/group1/03`.
  public var name: String
  /// Bytes given to the program on standard input.
  public var input: Data
  /// The judges' answer.
  public var expectedOutput: Data

  public init(name: String, input: Data, expectedOutput: Data) {
    self.name = name
    self.input = input
    self.expectedOutput = expectedOutput
  }
}
