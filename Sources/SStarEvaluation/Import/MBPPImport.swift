import SStar

/// MBPP: `task_id, text, code, test_list, test_setup_code, challenge_test_list`, and the sanitized
/// `task_id, prompt, code, test_imports, test_list`.
///
/// The first assertion is public, as the usual prompt shows it; the others are hidden. Assertions that compare
/// a call with a literal become tests in JSON where this loses nothing.
enum MBPPImport {
  static let seconds = 3.0

  static func problem(_ record: ImportRecord) throws -> ImportedProblem {
    let code = try record.optionalText("code").map(withoutCarriageReturns)
    let asserts = try (record.texts("test_list") + record.texts("challenge_test_list"))
      .map(withoutCarriageReturns)
    guard let first = asserts.first else { throw ImportSkip("no tests", "test_list is empty") }
    guard let name = entryPoint(asserts: first, code: code) else {
      throw ImportSkip("no entry point", "the first assertion calls no function that the code defines")
    }
    let text = try record.optionalText("text") ?? record.text("prompt")
    let signature = code.flatMap { PythonDefinition.line(of: name, in: $0) } ?? "def \(name)(*args):"
    var problem = ImportedProblem(
      title: name, statement: statement(text, signature, first), seconds: seconds,
      origin: ProblemOrigin(format: ImportFormat.mbpp.rawValue, id: try record.text("task_id")))
    problem.function = FunctionSignature(entryPoint: name, signature: signature)
    let setup = try ([record.optionalText("test_setup_code") ?? ""] + record.texts("test_imports"))
      .map(withoutCarriageReturns).filter { !$0.isEmpty }
    let tests = asserts.map { test($0, function: name, setup: setup) }
    problem.publicTests = [tests[0]]
    problem.hiddenTests = Array(tests.dropFirst())
    problem.hidePublicTestsIfNoOthers()
    if let code {
      problem.submissions = [ImportedSubmission(folder: "accepted", file: "canonical.py", source: code)]
    }
    return problem
  }

  private static func test(_ assert: String, function: String, setup: [String]) -> ImportedTest {
    if let equality = PythonEquality(assertion: assert), equality.function == function,
      let test = equality.test
    {
      return test
    }
    return .assertions((setup + [assert]).joined(separator: "\n") + "\n")
  }

  /// The function that an assertion calls: the first name in it that the code defines.
  private static func entryPoint(asserts: String, code: String?) -> String? {
    let called = asserts.matches(of: #/\b([A-Za-z_]\w*)\s*\(/#.wordBoundaryKind(.simple)).map { String($0.1) }
    guard let code else { return called.first { !pythonFunctions.contains($0) } }
    let defined = PythonDefinition.names(in: code)
    return called.first(where: defined.contains)
  }

  /// What assertions wrap around calls.
  private static let pythonFunctions: Set<String> = [
    "set", "sorted", "list", "tuple", "str", "len", "abs", "round", "sum", "dict", "isclose", "Counter",
    "not",
    "assert", "float", "int", "bool", "max", "min", "all", "any",
  ]

  private static func statement(_ text: String, _ signature: String, _ assert: String) -> String {
    """
    \(text.trimmingSuffix { $0.isWhitespace })

    ```python
    \(signature)
    ```

    It must pass this test, among others:

    ```python
    \(assert.trimmingSuffix { $0.isWhitespace })
    ```

    """
  }

  private static func withoutCarriageReturns(_ text: String) -> String {
    text.replacing("\r\n", with: "\n")
  }
}
