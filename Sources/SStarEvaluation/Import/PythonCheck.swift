/// A function of assertions about its argument, as HumanEval has it.
enum PythonCheck {
  /// The comparisons that the function is made of, as tests in JSON; nil when it does anything else, so that
  /// it has to be run itself.
  static func tests(_ source: String, function: String) -> [ImportedTest]? {
    guard let statements = PythonStatement.split(source),
      let start = statements.firstIndex(where: { $0.indent == 0 && $0.text.hasPrefix("def \(function)(") })
    else { return nil }
    guard let parameter = statements[start].text.wholeMatch(of: #/def \w+\(\s*(\w+)\s*\)\s*:\s*(?:#.*)?/#)?.1
    else { return nil }
    let body = statements[(start + 1)...].prefix { $0.indent > 0 }
    var tests: [ImportedTest] = []
    for statement in body where !isIdle(statement.text) {
      guard let equality = PythonEquality(assertion: statement.text), equality.function == parameter,
        let test = equality.test
      else { return nil }
      tests.append(test)
    }
    return tests.isEmpty ? nil : tests
  }

  /// A statement that can neither fail nor change anything: `pass`, `assert True`, a docstring.
  private static func isIdle(_ text: String) -> Bool {
    if text.wholeMatch(of: #/(?:pass|assert True)\s*(?:#.*)?/#) != nil { return true }
    if text.hasPrefix("assert True,") { return true }
    var parser = PythonParser(text)
    guard case .string? = parser.expression() else { return false }
    return parser.isAtEnd
  }
}
