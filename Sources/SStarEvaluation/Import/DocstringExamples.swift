import Foundation

/// The examples in the docstring of a function: doctests, and lines such as `f(1) == 2` and `f(1) ➞ 2`.
enum DocstringExamples {
  private static let arrows = [
    "==>", "==", "=>", "->", "➞", "→", "=", "returns", "should return", "should be", "is",
  ]

  /// Each example once, in order. What is no call with literals and a literal is left aside.
  static func tests(in source: String, function: String) -> [ImportedTest] {
    let lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var tests: [ImportedTest] = []
    for (index, line) in lines.enumerated() {
      let next = index + 1 < lines.count ? lines[index + 1] : ""
      guard let test = example(line, next: next, function: function), !tests.contains(test) else { continue }
      tests.append(test)
    }
    return tests
  }

  private static func example(_ line: Substring, next: Substring, function: String) -> ImportedTest? {
    guard let call = line.range(of: "\(function)("), !line[..<call.lowerBound].contains("def ") else {
      return nil
    }
    // `other_f(1)` is a call of another function.
    if let before = line[..<call.lowerBound].last, before.isLetter || before == "_" || before == "." {
      return nil
    }
    var parser = PythonParser(line[call.upperBound...])
    guard let arguments = parser.arguments() else { return nil }
    let rest = String(decoding: parser.bytes[parser.offset...], as: UTF8.self)
    let isDoctest = line[..<call.lowerBound].trimmingCharacters(in: .whitespaces) == ">>>"
    let result =
      isDoctest && rest.trimmingCharacters(in: .whitespaces).isEmpty
      ? literal(String(next)) : afterArrow(rest)
    guard let result else { return nil }
    return PythonEquality(function: function, arguments: arguments, result: result).testOrAssertion
  }

  private static func afterArrow(_ text: String) -> PythonLiteral? {
    let text = text.trimmingCharacters(in: .whitespaces)
    for arrow in arrows where text.hasPrefix(arrow) {
      return literal(String(text.dropFirst(arrow.count)))
    }
    return nil
  }

  /// A literal that a line ends with; a full stop or a comment may follow.
  private static func literal(_ text: String) -> PythonLiteral? {
    var parser = PythonParser(text)
    guard let value = parser.expression() else {
      // `f(1) => 2.` ends a sentence, and `true` is what people write for `True`.
      let word = text.trimmingCharacters(in: .whitespaces).trimmingSuffix { ".,;".contains($0) }
      return ["true": .boolean(true), "false": .boolean(false)][word.lowercased()]
    }
    parser.skipSpace()
    let rest = parser.bytes[parser.offset...]
    return rest.allSatisfy { [UInt8(ascii: "."), UInt8(ascii: ";"), 0x20, 0x0D].contains($0) } ? value : nil
  }
}

extension PythonEquality {
  /// The test in JSON, or where that is not faithful the same as an assertion; nil where neither can be written.
  var testOrAssertion: ImportedTest? {
    if let test { return test }
    let parts = arguments.map(\.source)
    return .assertions("assert \(function)(\(parts.joined(separator: ", "))) == \(result.source)\n")
  }
}
