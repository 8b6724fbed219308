import Foundation
import SStar

/// Programs with recorded verdicts, and the problems that they are for: a directory with `problems.jsonl.gz` and
/// `samples.jsonl.gz`.
struct LabelledBank {
  /// One program with what was recorded of it.
  struct Entry: Sendable {
    /// Problem and number of the program.
    var name: String
    var program: Program
    var problem: Problem
    var tests: [TestCase]
    /// `AC`, `WA`, `RE`, `TLE` or `CE`.
    var label: String
    /// Whether the problem allows several answers, of which the tests know one.
    var allowsOthers: Bool
  }

  var name: String
  var entries: [Entry]

  init(_ directory: URL) throws {
    name = directory.lastPathComponent
    let problems = try Self.records(
      LabelledProblem.self, directory.appendingPathComponent("problems.jsonl.gz"))
    let byID = Dictionary(problems.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    entries = try Self.records(LabelledSample.self, directory.appendingPathComponent("samples.jsonl.gz"))
      .compactMap { sample in byID[sample.problem_id].flatMap { $0.entry(sample) } }
  }

  private static func records<Record: Decodable>(_ type: Record.Type, _ file: URL) throws -> [Record] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try text.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(type, from: Data($0))
    }
  }
}

/// A line of `samples.jsonl`.
struct LabelledSample: Decodable {
  var problem_id: String
  var index: Int
  var text: String?
  /// The program that was run, where it is not the text.
  var code: String?
  var verdict: String
}

/// A line of `problems.jsonl`.
struct LabelledProblem: Decodable {
  struct Pair: Decodable {
    var input: String
    var output: String
  }

  /// Inputs with outputs, or code that checks a function.
  enum Tests: Decodable {
    case pairs([Pair])
    case check(String)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let pairs = try? value.decode([Pair].self) {
        self = .pairs(pairs)
      } else {
        let parts = try value.decode([String: String].self)
        self = .check("\(parts["check"] ?? "")\n\n\(parts["call"] ?? "")\n")
      }
    }
  }

  var id: String
  var kind: String
  var prompt_given_to_model: String?
  var entry_point: String?
  var hidden_tests: Tests?
  var time_limit_s: Double?
  /// CPU time by which programs were labelled.
  var label_cpu_limit_s: Double?
  var multiple_answers: Bool?

  /// What problem packages grant that say nothing.
  private static let memoryBytes = 2 << 30

  /// Nil for what cannot be judged here.
  func entry(_ sample: LabelledSample) -> LabelledBank.Entry? {
    guard let hidden_tests, let program = program(sample) else { return nil }
    let comparison = OutputComparison.tokens(
      TokenComparison(caseSensitive: true, absoluteTolerance: 1e-6, relativeTolerance: 1e-6))
    let problem = Problem(
      id: id, title: id, statement: "", publicTests: [],
      limits: Limits(cpuSeconds: label_cpu_limit_s ?? time_limit_s ?? 2, memoryBytes: Self.memoryBytes),
      comparison: comparison)
    let tests =
      switch hidden_tests {
      case .pairs(let pairs):
        pairs.enumerated().map { number, pair in
          TestCase(
            name: "\(number + 1)", input: Data(pair.input.utf8), expectedOutput: Data(pair.output.utf8))
        }
      case .check(let code): [TestCase(name: "check", assertions: Data(code.utf8))]
      }
    return LabelledBank.Entry(
      name: "\(id) #\(sample.index)", program: program, problem: problem, tests: tests, label: sample.verdict,
      allowsOthers: multiple_answers ?? false)
  }

  private func program(_ sample: LabelledSample) -> Program? {
    if kind == "stdin" {
      guard let text = sample.code ?? sample.text else { return nil }
      var end = text[...]
      while sample.code == nil, end.last?.isWhitespace == true { end.removeLast() }
      return Program(language: "python3", source: sample.code ?? "\(end)\n")
    }
    guard let text = sample.code ?? sample.text.map(Self.body), let entry_point else { return nil }
    let source = sample.code == nil ? (prompt_given_to_model ?? "") + text : text
    return Program(language: "python3", source: source, entryPoint: entry_point)
  }

  /// A completion up to where something else than the function begins.
  private static func body(_ completion: String) -> String {
    let ends = ["\nclass", "\ndef", "\n#", "\nif", "\nprint"].compactMap {
      completion.range(of: $0)?.lowerBound
    }
    return String(completion[..<(ends.min() ?? completion.endIndex)])
  }
}
