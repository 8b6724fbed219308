import Foundation
import SStarExecution

/// Tests of formats that hold inputs and outputs.
enum ImportedTests {
  /// One test for each input and its output.
  /// - Parameter isFunction: inputs are lists of arguments then, else texts or lists of lines.
  /// - Throws: ``ImportSkip``.
  static func paired(
    _ inputs: [JSONValue], _ outputs: [JSONValue], isFunction: Bool
  ) throws -> [ImportedTest] {
    guard inputs.count == outputs.count else {
      throw ImportSkip("malformed tests", "\(inputs.count) inputs and \(outputs.count) outputs")
    }
    guard !inputs.isEmpty else { throw ImportSkip("no tests") }
    // Call-based outputs are mostly wrapped in a list of one; then all of them are.
    let isWrapped =
      isFunction && outputs.allSatisfy { if case .array(let items) = $0 { items.count == 1 } else { false } }
    return try zip(inputs, outputs).map { input, output in
      if isFunction {
        guard case .array(let arguments) = input else {
          throw ImportSkip("malformed tests", "expected a list of arguments")
        }
        var result = output
        if isWrapped, case .array(let items) = output { result = items[0] }
        return .data(
          input: arguments.reduce(into: Data()) { $0 += $1.text + Data("\n".utf8) },
          answer: result.text + Data("\n".utf8))
      }
      return .text(try text(input), try text(output))
    }
  }

  private static func text(_ value: JSONValue) throws -> [UInt8] {
    switch value {
    case .string(let text): return text
    case .integer, .real, .boolean: return Array(value.text)
    case .array(let lines): return Array(try lines.map(text).joined(separator: [UInt8(ascii: "\n")]))
    default: throw ImportSkip("malformed tests", "expected a text or a list of lines")
    }
  }

  /// Flags of the output validator: numbers within `tolerance` where an answer has a decimal point.
  static func flags(_ tests: [ImportedTest], tolerance: String, caseSensitive: Bool) -> String {
    let hasReals = tests.contains { test in
      guard case .data(_, let answer) = test else { return false }
      return answer.split(whereSeparator: { $0 <= 0x20 }).contains { token in
        token.contains(UInt8(ascii: ".")) && Double(String(decoding: token, as: UTF8.self)) != nil
      }
    }
    return [caseSensitive ? "case_sensitive" : nil, hasReals ? "float_tolerance \(tolerance)" : nil]
      .compactMap { $0 }.joined(separator: " ")
  }

  /// A text's words with one space between them.
  static func words(_ text: Data) -> String {
    String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
