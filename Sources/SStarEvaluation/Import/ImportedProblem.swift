import Foundation
import SStar

/// A problem of another format, ready to be written as a package.
struct ImportedProblem: Sendable {
  var title: String
  var statement: String
  /// Nil for a program that reads standard input.
  var function: FunctionSignature?
  var publicTests: [ImportedTest] = []
  var hiddenTests: [ImportedTest] = []
  var submissions: [ImportedSubmission] = []
  /// CPU time of one test.
  var seconds: Double
  var memoryMiB: Int?
  var validatorFlags = ""
  var origin: ProblemOrigin
  /// What was changed or left out, a sentence each.
  var warnings: [String] = []

  init(title: String, statement: String, seconds: Double, origin: ProblemOrigin) {
    self.title = title
    self.statement = statement
    self.seconds = seconds
    self.origin = origin
  }

  /// Judges with the public tests where there are no others, and says so.
  mutating func hidePublicTestsIfNoOthers() {
    guard hiddenTests.isEmpty, !publicTests.isEmpty else { return }
    hiddenTests = publicTests
    warnings.append(
      "all tests are public, so the hidden tests are the same: what passes the examples counts as correct")
  }
}

/// A test to be written.
enum ImportedTest: Sendable, Hashable {
  case data(input: Data, answer: Data)
  /// Python code that runs after the program in its process.
  case assertions(String)

  /// Texts, each with a line end.
  static func text(_ input: [UInt8], _ answer: [UInt8]) -> ImportedTest {
    func line(_ text: [UInt8]) -> Data {
      Data(text.last == UInt8(ascii: "\n") || text.isEmpty ? text : text + [UInt8(ascii: "\n")])
    }
    return .data(input: line(input), answer: line(answer))
  }
}

/// A program that came with the problem.
struct ImportedSubmission: Sendable {
  /// Folder of its expected verdict.
  var folder: String
  var file: String
  var source: String
}

/// A record that cannot become a package.
struct ImportSkip: Error, Sendable, CustomStringConvertible {
  /// The kind of reason, in a few words; the same for all records that share it.
  var reason: String
  /// What is special here.
  var detail: String

  init(_ reason: String, _ detail: String = "") {
    self.reason = reason
    self.detail = detail
  }

  var description: String { detail.isEmpty ? reason : "\(reason): \(detail)" }
}
