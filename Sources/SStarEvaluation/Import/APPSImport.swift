import Foundation
import SStar
import SStarExecution

/// APPS, and TACO which has the same fields: `question, starter_code, solutions, input_output, difficulty, url`,
/// where `solutions` and `input_output` are texts of JSON.
///
/// The format does not tell public tests from hidden ones: those that the statement shows are public. With
/// `fn_name` the tests call a function, else they are texts.
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
    (problem.publicTests, problem.hiddenTests) = split(all, statement: question)
    if problem.publicTests.isEmpty {
      problem.warnings.append("the statement shows none of the tests; none is public")
    }
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

  /// The tests whose input and output both stand in the statement, and the others.
  private static func split(
    _ tests: [ImportedTest], statement: String
  ) -> (shown: [ImportedTest], hidden: [ImportedTest]) {
    let text = ImportedTests.words(Data(statement.utf8))
    func isShown(_ test: ImportedTest) -> Bool {
      guard case .data(let inputData, let answerData) = test else { return false }
      let (input, answer) = (ImportedTests.words(inputData), ImportedTests.words(answerData))
      // A long text costs much to look for, and no statement shows it.
      guard input.count < 2000, !input.isEmpty, !answer.isEmpty else { return false }
      return text.contains(input) && text.contains(answer)
    }
    let shown = tests.filter(isShown)
    let hidden = tests.filter { !shown.contains($0) }
    return (shown, hidden.isEmpty ? tests : hidden)
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
