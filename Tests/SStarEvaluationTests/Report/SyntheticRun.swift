import Foundation
import SStar

@testable import SStarEvaluation

/// The record of an evaluation that never took place: every problem has candidates of each kind, in proportions
/// that follow from its number.
struct SyntheticRun {
  /// Texts that want to be markup, move the cursor, hide, or take all the room.
  static let hostile = [
    "</pre></details><script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "\" onmouseover=\"alert(1)\" x=\"", "' | ` & <b> ]]> --> {{x}} @everyone",
    "a\u{202E}dcb\u{2066}\u{0}\u{1B}[31m", "|\u{301} *\u{301} ftp://evil.example #181",
  ]

  var problems = 6
  var samples = 4
  var texts: [String] = ["print(1)"]
  /// Lines of a program.
  var lines = 3
  /// Units that are planned and do not come to their end.
  var unfinished = 0

  /// Makes the run in a directory below `parent`.
  func make(in parent: URL) async throws -> RunDirectory {
    let names = (0..<problems + unfinished).map(name)
    let configuration = RunConfiguration(
      settings: [
        "samples": "\(samples)", "rounds": "1", "model": text(0), "select": "evidence",
        "contribution": "best",
        "suite": text(1), "language": "python3",
      ], models: [], seed: 3, problem: nil, units: names)
    let run = try RunDirectory(in: parent, label: "synthetic", configuration: configuration)
    for number in 0..<problems { try await add(number, names[number], to: run) }
    return run
  }

  private func text(_ number: Int) -> String { texts[number % texts.count] }

  private func name(_ number: Int) -> String {
    "problem-\(number) " + (texts.count > 1 ? text(number) : "")
  }

  private func program(_ problem: Int, _ sample: Int, _ round: Int) -> String {
    let body = (0..<lines).map {
      "value_\($0) = \(problem) * \($0) + \($0 % 7 == sample % 7 ? sample + round : 0)"
    }
    return (body + [text(problem + sample)]).joined(separator: "\n") + "\n"
  }

  private func add(_ number: Int, _ unit: String, to run: RunDirectory) async throws {
    let problem = Problem(
      id: unit, title: "Title \(text(number))", statement: String(repeating: text(number) + "\n", count: 40),
      publicTests: (1...2).map { TestCase(name: "sample/\($0)", input: Data(), expectedOutput: Data()) })
    let isError = number % 17 == 11
    var record = RunEvent.UnitRecord(
      unit: unit, problem: unit, repetition: 0, status: isError ? .error : .done,
      reason: isError ? "the server: \(text(number))" : nil, samples: samples, rounds: 1, publicTests: 2,
      models: [], seed: 1, statement: try await run.store(try JSONEncoder().encode(problem)),
      usage: [
        "generate": Usage(
          calls: samples, inputTokens: 900 * samples, outputTokens: 300 * samples + 211 * number, usd: 0.01)
      ], warnings: [text(number + 1)], wallSeconds: 2.5, cpuSeconds: 0.5)
    if isError { return try await run.append(.unit(record)) }
    if number % 29 == 7 {
      record.status = .noProgram
      record.reason = text(number + 2)
      return try await run.append(.unit(record))
    }
    for sample in 0..<samples { try await addCandidates(number, sample, unit, to: run) }
    try await select(number, unit, in: run)
    try await run.append(.unit(record))
  }

  private func addCandidates(_ number: Int, _ sample: Int, _ unit: String, to run: RunDirectory) async throws
  {
    for round in 0...(sample % 3 == 1 ? 1 : 0) {
      let isEmpty = sample > 0 && (sample + number) % 11 == 5
      let digest = isEmpty ? nil : try await run.store(Data(program(number, sample, round).utf8))
      let passed = isEmpty ? 0 : sample % 3 == 1 && round == 0 ? 1 : 2
      try await run.append(
        .candidate(
          .init(
            problem: unit, id: "s\(sample)r\(round)", parent: round > 0 ? "s\(sample)r0" : nil,
            program: digest,
            failure: isEmpty ? "no program: \(text(sample))" : nil, publicPassed: passed,
            publicVerdicts: isEmpty ? [] : (0..<2).map { $0 < passed ? .accepted : .wrongAnswer })))
      guard let digest else { continue }
      let isRight = passed == 2 && (sample + 2 * number) % 5 < 2
      try await run.append(
        .grade(
          .init(
            unit: unit, program: digest, verdict: isRight ? .accepted : .wrongAnswer,
            failedTest: isRight ? nil : "secret/\(text(sample))", cpuSeconds: 0.1)))
    }
  }

  private func select(_ number: Int, _ unit: String, in run: RunDirectory) async throws {
    let chosen = samples > 1 && number % 4 == 1 ? "s1r1" : "s0r0"
    let others = (0..<samples).map { "s\($0)r\($0 % 3 == 1 ? 1 : 0)" }.filter { $0 != chosen }
    let sure = 0.35 + 0.6 * Double(number % 10) / 10
    try await run.append(
      .selection(
        .init(
          problem: unit, selector: "evidence", chosen: chosen,
          reason: Selection.Reason.allCases[number % Selection.Reason.allCases.count], confidence: sure,
          clusters: [.init(id: 0, members: [chosen], posterior: sure)]
            + others.enumerated().map {
              .init(id: $0.offset + 1, members: [$0.element], posterior: (1 - sure) / Double($0.offset + 2))
            },
          inputs: 40, matches: 1,
          witness: .init(
            input: try await run.store(Data("1 2\n\(text(number))".utf8)), winnerOutput: text(number),
            otherOutput: text(number + 1)))))
  }
}

/// Runs `body` with a directory that is removed afterwards.
func withTemporaryDirectory(_ body: (URL) async throws -> Void) async throws {
  let directory = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-report-\(UUID())")
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: directory) }
  try await body(directory)
}

extension RunAccount {
  /// The text of a report.
  func text(_ format: ReportFormat, in directory: URL) async throws -> Page {
    Page(text: String(decoding: try Data(contentsOf: try await write(format, in: directory)), as: UTF8.self))
  }
}

/// A page: a failed expectation tells what was looked for, and not all of it.
struct Page: CustomStringConvertible {
  let text: String

  var description: String { "a page of \(text.utf8.count) bytes" }
  func has(_ part: String) -> Bool { text.contains(part) }
  func count(_ part: String) -> Int { text.components(separatedBy: part).count - 1 }
}
