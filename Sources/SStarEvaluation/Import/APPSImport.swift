import Foundation
import SStar
import SStarExecution

/// APPS, and TACO which has the same fields: `question, starter_code, solutions, input_output, difficulty, url`,
/// where `solutions` and `input_output` are texts of JSON.
///
/// The format does not tell public tests from hidden ones: those that the statement shows as examples are public.
/// With `fn_name` the tests call a function, else they are texts.
enum APPSImport {
  /// As the benchmark's own harness.
  static let seconds = 4.0
  private static let mostSolutions = 4

  static func problem(_ record: ImportRecord) throws -> ImportedProblem {
    let question = try record.text("question")
    guard let tests = try record.record("input_output") else {
      throw ImportSkip("no tests", "input_output is empty")
    }
    let starter = try record.optionalText("starter_code") ?? ""
    let function = try tests.optionalText("fn_name").map { name in
      FunctionSignature(
        entryPoint: name, signature: starter.isEmpty ? "def \(name)(*args):" : starter.trimmed)
    }
    var origin = ProblemOrigin(format: ImportFormat.apps.rawValue, id: try id(of: record, question))
    origin.difficulty = try record.optionalText("difficulty")
    origin.url = try record.optionalText("url")
    var problem = ImportedProblem(
      title: "APPS \(origin.id)",
      statement: function == nil ? question : StarterCode.statement(question, starter), seconds: seconds,
      origin: origin)
    problem.function = function
    let all = try ImportedTests.paired(
      tests.list("inputs"), tests.list("outputs"), isFunction: function != nil)
    let examples = ShownExamples(question)
    let shown =
      function.map { examples.shown(all, of: $0.entryPoint, in: question) } ?? examples.shown(all)
    problem.publicTests = all.filter(shown.contains)
    problem.hiddenTests = all.filter { !shown.contains($0) }
    if shown.isEmpty {
      problem.warnings.append("the statement shows none of the tests as an example; none is public")
    }
    problem.hidePublicTestsIfNoOthers()
    problem.validatorFlags =
      function == nil ? ImportedTests.flags(all, tolerance: "1e-6", caseSensitive: true) : ""
    problem.submissions = try record.textsOrJSON("solutions").prefix(mostSolutions).enumerated().map {
      ImportedSubmission(folder: "accepted", file: "solution-\($0 + 1).py", source: $1)
    }
    return problem
  }

  /// TACO has no ids: the question itself stands for one.
  private static func id(of record: ImportRecord, _ question: String) throws -> String {
    try record.optionalText("problem_id") ?? record.optionalText("id")
      ?? "question-\(PackageNames.mark(of: question))"
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
