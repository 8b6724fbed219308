import Foundation
import SStar
import SStarExecution

/// HumanEval+ and MBPP+ (EvalPlus): `task_id, prompt, entry_point, canonical_solution, base_input, plus_input, atol`.
///
/// There are inputs but no outputs: the canonical solution is the oracle, run in the sandbox. A test is in JSON
/// where this loses nothing; else, and where several answers are right, it is an assertion.
struct EvalPlusImport {
  /// Relative tolerance of the benchmark's comparison, and the absolute one where a record has none.
  private static let tolerances = (relative: "1e-7", absolute: "1e-6")
  private static let seconds = 3.0
  /// MBPP+ compares these as sets.
  private static let setResults: Set<String> = [
    "similar_elements", "find_char_long", "common_in_nested_lists", "extract_singly", "larg_nnum",
    "intersection_array", "find_dissimilar", "Diff",
  ]
  /// Of these it only heeds whether there is a result.
  private static let truthResults: Set<String> = ["check_str", "text_match_three", "text_starta_endb"]

  let oracle: ReferenceOracle?

  func problem(_ record: ImportRecord) async throws -> ImportedProblem {
    guard let oracle else {
      throw ImportSkip("expected outputs need the sandbox", "import without --no-check")
    }
    let id = try record.text("task_id")
    let isMBPP = id.lowercased().hasPrefix("mbpp")
    let prompt = try record.text("prompt")
    let solution = try record.text("canonical_solution")
    let name = try record.text("entry_point")
    let source = PythonDefinition.names(in: solution).contains(name) ? solution : prompt + solution
    guard let signature = PythonDefinition.line(of: name, in: source) else {
      throw ImportSkip("no signature", "neither prompt nor solution defines \(name)")
    }
    let function = FunctionSignature(entryPoint: name, signature: signature)
    var problem = ImportedProblem(
      title: name,
      statement: isMBPP
        ? "\(prompt)\n\n```python\n\(signature)\n```\n" : HumanEvalImport.statement(prompt, function),
      seconds: Self.seconds, origin: ProblemOrigin(format: ImportFormat.evalPlus.rawValue, id: id))
    problem.function = function
    problem.publicTests = Self.publicTests(prompt, function: name, isMBPP: isMBPP)
    problem.submissions = [ImportedSubmission(folder: "accepted", file: "canonical.py", source: source)]

    let atol = record.number("atol") ?? 0
    guard atol.isFinite, atol >= 0 else {
      throw ImportSkip("malformed field", "atol: expected a tolerance, found \(atol)")
    }
    let calls = try Self.calls(record, function: name, prompt: prompt, isMBPP: isMBPP)
    let results = try await oracle.results(
      of: source, function: name, calls: calls, truthAlone: isMBPP && Self.truthResults.contains(name))
    let tests = zip(calls, results).map { call, result in
      result.flatMap { test(name, call, $0, atol: atol, isMBPP: isMBPP) }
    }
    problem.hiddenTests = tests.compactMap { $0 }
    let lost = tests.count { $0 == nil }
    if lost > 0 { problem.warnings.append("\(lost) inputs left out: the reference gives no literal result") }
    guard !problem.hiddenTests.isEmpty else { throw ImportSkip("no tests", "no input has a literal result") }
    let absolute = atol > 0 ? "\(atol)" : Self.tolerances.absolute
    problem.validatorFlags =
      "float_absolute_tolerance \(absolute) float_relative_tolerance \(Self.tolerances.relative)"
    return problem
  }

  private func test(
    _ name: String, _ call: [PythonLiteral], _ result: PythonLiteral, atol: Double, isMBPP: Bool
  ) -> ImportedTest? {
    let expression = "\(name)(\(call.map(\.source).joined(separator: ", ")))"
    if isMBPP, Self.setResults.contains(name) {
      return .assertions("assert set(\(expression)) == set(\(result.source))\n")
    }
    if isMBPP, Self.truthResults.contains(name) {
      return .assertions(
        "result = \(expression)\n"
          + "assert (result if isinstance(result, bool) else result is not None) == \(result.source)\n")
    }
    if !isMBPP, name == "find_zero", let coefficients = call.first?.source {
      // Any root is right.
      return .assertions(
        "root = \(expression)\n"
          + "assert abs(sum(c * root ** i for i, c in enumerate(\(coefficients)))) <= \(max(atol, 1e-6))\n")
    }
    return PythonEquality(function: name, arguments: call, result: result).testOrAssertion
  }

  private static func publicTests(_ prompt: String, function: String, isMBPP: Bool) -> [ImportedTest] {
    guard isMBPP else { return DocstringExamples.tests(in: prompt, function: function) }
    return asserts(in: prompt).map { line in
      PythonEquality(assertion: line).flatMap { $0.function == function ? $0.test : nil }
        ?? .assertions(line + "\n")
    }
  }

  private static func asserts(in text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.hasPrefix("assert ") }
  }

  /// The arguments of all calls. JSON has lists in place of the tuples and sets of MBPP; which of them are
  /// which, the assertions of the record tell.
  private static func calls(
    _ record: ImportRecord, function: String, prompt: String, isMBPP: Bool
  ) throws -> [[PythonLiteral]] {
    var pattern: [PythonLiteral]?
    if isMBPP {
      let text = try record.optionalText("assertion") ?? ""
      pattern = asserts(in: text + "\n" + prompt).lazy.compactMap { arguments(in: $0, of: function) }.first
      guard pattern != nil else {
        throw ImportSkip("types of inputs are unknown", "no assertion calls \(function) with literals")
      }
    }
    return try (record.list("base_input") + record.list("plus_input")).map { input in
      guard case .array(let arguments) = input else {
        throw ImportSkip("malformed field", "base_input, plus_input: expected lists of arguments")
      }
      return arguments.enumerated().map { index, value in
        PythonLiteral(value, like: pattern.flatMap { index < $0.count ? $0[index] : nil })
      }
    }
  }

  private static func arguments(in assertion: String, of function: String) -> [PythonLiteral]? {
    guard let call = assertion.range(of: "\(function)(") else { return nil }
    var parser = PythonParser(assertion[call.upperBound...])
    return parser.arguments()
  }
}
