import Foundation
import SStar
import SStarExecution

/// LiveCodeBench, `code_generation_lite`: `question_title, question_content, platform, question_id, contest_id,
/// contest_date, starter_code, difficulty, public_test_cases, private_test_cases, metadata`.
///
/// Tests are the JSON text of a list of `{input, output, testtype}`; private ones also that text pickled,
/// compressed and in base 64. A pickle is read, never executed (see ``PickledText``).
enum LiveCodeBenchImport {
  /// As the benchmark's own harness.
  static let seconds = 6.0
  /// The tests of one problem take this much at most once decompressed.
  private static let largestTests = 1 << 30

  static func problem(_ record: ImportRecord) throws -> ImportedProblem {
    var origin = ProblemOrigin(
      format: ImportFormat.liveCodeBench.rawValue, id: try record.text("question_id"))
    origin.difficulty = try record.optionalText("difficulty")
    origin.platform = try record.optionalText("platform")
    origin.contest = try record.optionalText("contest_id")
    let date = try record.optionalText("contest_date").map { String($0.prefix(10)) }
    origin.date = date.flatMap { $0.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) == nil ? nil : $0 }
    let shown = try cases(record, "public_test_cases")
    let hidden = try cases(record, "private_test_cases")
    guard !hidden.isEmpty else { throw ImportSkip("no tests", "private_test_cases is empty") }
    let isFunctional = try Self.isFunctional(shown + hidden)
    let starter = try record.optionalText("starter_code") ?? ""
    let content = try record.text("question_content")
    var problem = ImportedProblem(
      title: try record.text("question_title"),
      statement: isFunctional ? StarterCode.statement(content, starter) : content, seconds: seconds,
      origin: origin)
    if let date, origin.date == nil {
      problem.warnings.append("contest_date is left out: “\(date)” is no date such as 2024-01-31")
    }
    if isFunctional {
      guard let name = try record.record("metadata")?.optionalText("func_name") else {
        throw ImportSkip("no entry point", "metadata has no func_name")
      }
      let signature = starter.trimmingCharacters(in: .newlines)
      problem.function = FunctionSignature(
        entryPoint: name, signature: signature.isEmpty ? "def \(name)(*args):" : signature)
    } else {
      // The benchmark compares lines, and numbers by their value.
      problem.validatorFlags = "case_sensitive float_tolerance 0"
    }
    problem.publicTests = try shown.map { try test($0, isFunctional: isFunctional) }
    problem.hiddenTests = try hidden.map { try test($0, isFunctional: isFunctional) }
    return problem
  }

  private struct Case {
    var input: [UInt8]
    var output: [UInt8]
    var kind: String
  }

  private static func isFunctional(_ cases: [Case]) throws -> Bool {
    let kinds = Set(cases.map(\.kind))
    guard kinds.count == 1, let kind = kinds.first, ["stdin", "functional"].contains(kind) else {
      throw ImportSkip("unknown test type", kinds.sorted().joined(separator: ", "))
    }
    return kind == "functional"
  }

  private static func test(_ item: Case, isFunctional: Bool) throws -> ImportedTest {
    guard isFunctional else { return .text(item.input, item.output) }
    // A line an argument, as our own function problems have it.
    let lines = item.input.split(separator: UInt8(ascii: "\n")).filter { $0.contains { $0 > 0x20 } }
    guard lines.allSatisfy({ JSONValue(parsing: Data($0)) != nil }),
      JSONValue(parsing: Data(item.output)) != nil
    else { throw ImportSkip("malformed tests", "an argument or result is not JSON") }
    return .text(item.input, item.output)
  }

  private static func cases(_ record: ImportRecord, _ field: String) throws -> [Case] {
    let list: JSONValue
    switch record[field] {
    case nil: return []
    case .array(let items): list = .array(items)
    case .string(let text):
      if text.allSatisfy({ $0 <= 0x20 }) { return [] }
      let plain = JSONValue(parsing: Data(text))
      guard let value = try plain ?? JSONValue(parsing: Data(unpacked(text, field))) else {
        throw ImportSkip("malformed tests", "\(field): is no JSON list")
      }
      list = value
    default: throw ImportSkip("malformed tests", "\(field): expected a text")
    }
    guard case .array(let items) = list else { throw ImportSkip("malformed tests", "\(field): is no list") }
    return try items.map { item in
      guard case .object(let fields) = item, case .string(let input)? = fields[Array("input".utf8)],
        case .string(let output)? = fields[Array("output".utf8)],
        case .string(let kind)? = fields[Array("testtype".utf8)]
      else { throw ImportSkip("malformed tests", "\(field): expected {input, output, testtype}") }
      return Case(input: input, output: output, kind: String(decoding: kind, as: UTF8.self))
    }
  }

  private static func unpacked(_ text: [UInt8], _ field: String) throws -> [UInt8] {
    guard let compressed = Data(base64Encoded: Data(text), options: .ignoreUnknownCharacters) else {
      throw ImportSkip("malformed tests", "\(field): neither JSON nor base 64")
    }
    do {
      return try PickledText.read(Inflater.inflate(Array(compressed), limit: largestTests))
    } catch let refusal as PickledText.Refusal {
      throw ImportSkip("unsafe pickle", "\(field): \(refusal)")
    } catch let failure as Inflater.Failure {
      throw ImportSkip("malformed tests", "\(field): \(failure)")
    }
  }
}
