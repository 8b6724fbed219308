import Foundation
import Testing

/// A program whose run in the fork server must look like one of `python3 main.py`.
struct PythonCase: CustomTestStringConvertible, Sendable {
  var name: String
  var source: Data
  var input: Data
  /// Whether it ends with the very words of the interpreter; some differ by its version, or by when it says them.
  var sameWords: Bool

  init(_ name: String, input: String = "", sameWords: Bool = true, _ source: String) {
    self.init(name, input: Data(input.utf8), sameWords: sameWords, bytes: Data(source.utf8))
  }

  init(_ name: String, input: Data = Data(), sameWords: Bool = true, bytes: Data) {
    self.name = name
    self.source = bytes
    self.input = input
    self.sameWords = sameWords
  }

  var testDescription: String { name }

  static let all = reading + writing + ending + module + deep + library + sources
}
