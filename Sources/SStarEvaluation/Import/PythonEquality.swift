import Foundation

/// A call whose arguments and expected result are literals: `f(1, [2]) == 3`.
struct PythonEquality {
  var function: String
  var arguments: [PythonLiteral]
  var result: PythonLiteral

  /// Reads `assert f(…) == LITERAL`, perhaps with a message after it; nil when the statement is anything else.
  init?(assertion statement: String) {
    var parser = PythonParser(statement)
    guard parser.name() == "assert", let function = parser.name(), parser.take("("),
      let arguments = parser.arguments(), parser.take("=="), let result = parser.expression()
    else { return nil }
    // After a comma comes a message, which decides nothing.
    if !parser.take(","), !parser.isAtEnd, parser.next != UInt8(ascii: "\r") { return nil }
    self.init(function: function, arguments: arguments, result: result)
  }

  init(function: String, arguments: [PythonLiteral], result: PythonLiteral) {
    self.function = function
    self.arguments = arguments
    self.result = result
  }

  /// The test in JSON; nil where JSON would lose the difference between types.
  var test: ImportedTest? {
    let values = arguments.compactMap(\.json)
    guard values.count == arguments.count, let result = result.json else { return nil }
    return .data(
      input: values.reduce(into: Data()) { $0 += $1.text + Data("\n".utf8) },
      answer: result.text + Data("\n".utf8))
  }
}
