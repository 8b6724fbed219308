import SStar

/// HumanEval: `task_id, prompt, entry_point, canonical_solution, test`.
///
/// A program is judged whole, with the imports of the prompt. Where all that `check(candidate)` does is to
/// compare calls with literals, each comparison is a test of its own in JSON; else the whole check is one test
/// of assertions. Public are the examples of the docstring.
enum HumanEvalImport {
  /// The benchmark's own harness gives a program as much.
  static let seconds = 3.0

  static func problem(_ record: ImportRecord) throws -> ImportedProblem {
    let prompt = try record.text("prompt")
    let function = try signature(record, prompt: prompt)
    let test = try record.text("test")
    guard PythonDefinition.names(in: test).contains("check") else {
      throw ImportSkip("no tests", "the field test does not define check")
    }
    var problem = ImportedProblem(
      title: function.entryPoint, statement: statement(prompt, function), seconds: seconds,
      origin: ProblemOrigin(format: ImportFormat.humanEval.rawValue, id: try record.text("task_id")))
    problem.function = function
    problem.publicTests = DocstringExamples.tests(in: prompt, function: function.entryPoint)
    problem.hiddenTests =
      PythonCheck.tests(test, function: "check")
      ?? [.assertions("\(test)\n\ncheck(\(function.entryPoint))\n")]
    try addSolution(record, prompt: prompt, to: &problem)
    return problem
  }

  static func signature(_ record: ImportRecord, prompt: String) throws -> FunctionSignature {
    let name = try record.text("entry_point")
    guard let definition = PythonDefinition.line(of: name, in: prompt) else {
      throw ImportSkip("no signature", "the prompt does not define \(name)")
    }
    return FunctionSignature(entryPoint: name, signature: definition)
  }

  static func statement(_ prompt: String, _ function: FunctionSignature) -> String {
    """
    Complete this Python program, so that `\(function.entryPoint)` does what its docstring says. Give the whole \
    program, with its imports.

    ```python
    \(prompt.trimmingSuffix { $0.isWhitespace })
    ```

    """
  }

  static func addSolution(_ record: ImportRecord, prompt: String, to problem: inout ImportedProblem) throws {
    guard let solution = try record.optionalText("canonical_solution") else { return }
    problem.submissions = [
      ImportedSubmission(folder: "accepted", file: "canonical.py", source: prompt + solution)
    ]
  }
}

extension String {
  func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}
