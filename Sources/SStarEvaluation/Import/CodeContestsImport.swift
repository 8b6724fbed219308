import SStar
import SStarExecution

/// CodeContests: `name, description, public_tests, private_tests, generated_tests` (each `{input, output}`, lists),
/// `time_limit {seconds, nanos}`, `memory_limit_bytes`, `solutions` and `incorrect_solutions`
/// (`{language, solution}`, lists).
enum CodeContestsImport {
  private static let defaultSeconds = 2.0
  private static let mostSubmissions = 4
  /// What is beyond these is a mistake in the data.
  private static let longestSeconds = 3600.0
  private static let largestMemoryMiB = 1 << 20
  private static let highestRating = 100_000
  private static let languages = ["2": "cpp", "3": "py", "CPP": "cpp", "PYTHON3": "py"]
  private static let sources = [
    "1": "codechef", "2": "codeforces", "3": "hackerearth", "4": "codejam", "5": "atcoder", "6": "aizu",
  ]
  private static let difficulties = ["1": "easy", "2": "medium", "3": "hard", "4": "harder", "5": "hardest"]

  static func problem(_ record: ImportRecord) throws -> ImportedProblem {
    for field in ["input_file", "output_file"] {
      if let file = try record.optionalText(field), !file.isEmpty {
        throw ImportSkip("reads or writes files", "\(field): \(file)")
      }
    }
    let name = try record.text("name")
    var origin = ProblemOrigin(format: ImportFormat.codeContests.rawValue, id: name)
    let source = try? record.optionalText("source")
    origin.platform = source.flatMap { sources[$0] ?? $0.lowercased() }
    let difficulty = try? record.optionalText("difficulty")
    origin.difficulty = difficulty.flatMap { difficulties[$0] }
    origin.contest = try record.optionalText("cf_contest_id").flatMap { $0 == "0" ? nil : $0 }
    origin.tags = try record.texts("cf_tags").filter { !$0.isEmpty }
    let description = try record.text("description")
    let limit = try seconds(record)
    var problem = ImportedProblem(
      title: name, statement: description, seconds: limit ?? defaultSeconds, origin: origin)
    if limit == nil {
      problem.warnings.append("no usable time limit is given; \(defaultSeconds) seconds are used")
    }
    if description.contains("<image>") { problem.warnings.append("the statement lacks its images") }
    if let rating = record.number("cf_rating"), rating > 0 {
      problem.origin.difficulty =
        whole(rating, "cf_rating", atMost: highestRating, &problem).map(String.init) ?? origin.difficulty
    }
    if let bytes = record.number("memory_limit_bytes"), bytes >= 1_048_576 {
      problem.memoryMiB = whole(
        (bytes / 1_048_576).rounded(.down), "memory_limit_bytes", atMost: largestMemoryMiB, &problem)
    }
    problem.publicTests = try tests(record, "public_tests")
    problem.hiddenTests = try tests(record, "private_tests") + tests(record, "generated_tests")
    problem.hidePublicTestsIfNoOthers()
    guard !problem.hiddenTests.isEmpty else { throw ImportSkip("no tests") }
    problem.validatorFlags = ImportedTests.flags(
      problem.publicTests + problem.hiddenTests, tolerance: "1e-5", caseSensitive: false)
    problem.submissions =
      try submissions(record, "solutions", folder: "accepted")
      + submissions(record, "incorrect_solutions", folder: "rejected")
    return problem
  }

  private static func seconds(_ record: ImportRecord) throws -> Double? {
    guard let limit = try record.record("time_limit") else { return nil }
    let seconds = (limit.number("seconds") ?? 0) + (limit.number("nanos") ?? 0) / 1e9
    return seconds > 0 && seconds <= longestSeconds ? seconds : nil
  }

  /// A number of the record as an integer; nil, with a warning, when it cannot be meant.
  private static func whole(
    _ number: Double, _ field: String, atMost largest: Int, _ problem: inout ImportedProblem
  ) -> Int? {
    guard let whole = Int(exactly: number.rounded()), whole <= largest else {
      problem.warnings.append("\(field) is left out: \(number) is more than \(largest)")
      return nil
    }
    return whole
  }

  private static func tests(_ record: ImportRecord, _ field: String) throws -> [ImportedTest] {
    let (inputs, outputs) = try columns(record, field, "input", "output")
    return inputs.isEmpty ? [] : try ImportedTests.paired(inputs, outputs, isFunction: false)
  }

  /// The first submissions in languages that are known here, half of them or fewer not in Python.
  private static func submissions(
    _ record: ImportRecord, _ field: String, folder: String
  ) throws -> [ImportedSubmission] {
    let (codes, solutions) = try columns(record, field, "language", "solution")
    var found: [ImportedSubmission] = []
    for (code, solution) in zip(codes, solutions) where found.count < mostSubmissions {
      guard let suffix = languages[label(code)], case .string(let source) = solution else { continue }
      let index = found.count { $0.file.hasSuffix(suffix) } + 1
      guard suffix == "py" || index <= mostSubmissions / 2 else { continue }
      found.append(
        ImportedSubmission(
          folder: folder, file: "solution-\(index).\(suffix)", source: String(decoding: source, as: UTF8.self)
        ))
    }
    return found
  }

  private static func label(_ value: JSONValue) -> String {
    if case .string(let text) = value {
      String(decoding: text, as: UTF8.self)
    } else {
      String(decoding: value.text, as: UTF8.self)
    }
  }

  /// Two columns of a field that is an object of lists, or a list of objects.
  private static func columns(
    _ record: ImportRecord, _ field: String, _ first: String, _ second: String
  ) throws -> ([JSONValue], [JSONValue]) {
    guard case .array(let items)? = record[field] else {
      guard let object = try record.record(field) else { return ([], []) }
      return (try object.list(first), try object.list(second))
    }
    let rows = try items.map { item in
      guard case .object(let fields) = item, let a = fields[Array(first.utf8)],
        let b = fields[Array(second.utf8)]
      else { throw ImportSkip("malformed field", "\(field): expected objects of \(first) and \(second)") }
      return (a, b)
    }
    return (rows.map(\.0), rows.map(\.1))
  }
}
