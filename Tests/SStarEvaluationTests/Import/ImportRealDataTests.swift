import Foundation
import SStarExecution
import Testing

@testable import SStarEvaluation

/// Real problems of HumanEval and APPS, by their public field names.
@Suite("Import of real problems")
struct ImportRealDataTests {
  private static let bank = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["SSTAR_SHARED"] ?? "../shared"
  ).appendingPathComponent("data/dev")
  private static let isThere = FileManager.default.fileExists(
    atPath: bank.appendingPathComponent("humaneval_codegen16b/problems.jsonl.gz").path)

  private static func rows(_ name: String) throws -> [[String: Any]] {
    var file = try ImportFile(bank.appendingPathComponent("\(name)/problems.jsonl.gz"))
    var rows: [[String: Any]] = []
    while let piece = try file.next() {
      rows.append(try #require(try JSONSerialization.jsonObject(with: piece.text) as? [String: Any]))
    }
    return rows
  }

  @Test(
    "HumanEval: every canonical solution is accepted",
    .enabled(if: isThere, "no problems: set SSTAR_SHARED to a directory that holds data/dev"))
  func humanEval() async throws {
    let records = try Self.rows("humaneval_codegen16b").map { row -> [String: Any] in
      let hidden = try #require(row["hidden_tests"] as? [String: Any])
      return [
        "task_id": row["id"] ?? "", "prompt": row["prompt"] ?? "", "entry_point": row["entry_point"] ?? "",
        "canonical_solution": row["reference_solution"] ?? "", "test": hidden["check"] ?? "",
      ]
    }
    let directory = try ImportDirectory()
    let file = try directory.write(records)
    let output = directory.output
    let report: ImportReport
    do {
      report = try await Sandbox.withSandbox(SandboxOptions(workers: 2)) { sandbox in
        try await SuiteImport(runner: sandbox, concurrency: 2).run([file], to: output)
      }
    } catch SandboxError.tooWeak {
      return
    }
    #expect(report.skipped.isEmpty, "\(report.skipped)")
    #expect(report.imported.count == records.count)
    #expect(
      report.imported.allSatisfy { $0.isConfirmed == true },
      "\(report.imported.filter { $0.isConfirmed != true })")
    #expect(report.imported.count { $0.publicTests > 0 } * 10 > records.count * 7)
  }

  @Test(
    "APPS: the tests that the statement shows are those that its examples hold",
    .enabled(if: isThere, "no problems: set SSTAR_SHARED to a directory that holds data/dev"))
  func apps() async throws {
    let rows = try Self.rows("apps_stdin_mapcoder")
    let records = try rows.map { row -> [String: Any] in
      let tests = try #require(row["hidden_tests"] as? [[String: Any]])
      let columns = ["inputs": tests.map { $0["input"] ?? "" }, "outputs": tests.map { $0["output"] ?? "" }]
      let text = String(decoding: try JSONSerialization.data(withJSONObject: columns), as: UTF8.self)
      return [
        "problem_id": row["title"] ?? "", "question": row["prompt"] ?? "", "input_output": text,
        "solutions": "",
        "difficulty": row["difficulty"] ?? "",
      ]
    }
    let directory = try ImportDirectory()
    let report = try await SuiteImport(runner: nil).run([directory.write(records)], to: directory.output)
    #expect(report.imported.count == rows.count, "\(report.skipped)")
    // Each problem has its examples beside the hidden tests, among which they are mostly too.
    let examples = Dictionary(
      uniqueKeysWithValues: try rows.map { row in
        (row["title"] as? String ?? "", try #require(row["public_tests"] as? [[String: Any]]).count)
      })
    #expect(
      report.imported.allSatisfy { $0.publicTests == examples[$0.id] && $0.hiddenTests > 0 },
      "\(report.imported)")
  }
}
