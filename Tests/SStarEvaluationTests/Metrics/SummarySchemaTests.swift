import Foundation
import Testing

@testable import SStarEvaluation

@Suite("the schema of summary.json") struct SummarySchemaTests {
  /// Names of the fields in a JSON value; elements of arrays are `[]`.
  private static func fields(_ value: Any, _ path: String = "") -> Set<String> {
    switch value {
    // The names of the settings are those of the command line.
    case let object as [String: Any] where path != "settings":
      object.reduce(into: []) { $0.formUnion(fields($1.value, path.isEmpty ? $1.key : "\(path).\($1.key)")) }
    case let array as [Any]:
      array.reduce(into: array.isEmpty ? ["\(path)[]"] : []) {
        $0.formUnion(fields($1, "\(path)[]"))
      }
    default: [path]
    }
  }

  /// Names in the first column of the table of the documentation.
  private static func documented() throws -> [String] {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Problems/README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "## What an evaluation writes").last)
    return section.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
      row.split(separator: "|")[0].matches(of: /`([^`]+)`/).map { String($0.1) }
    }
  }

  @Test("every field is documented, and every documented field is there")
  func fields() throws {
    // All there can be: a solved one, a lost one, an error, and a flaky problem.
    let right = SampleUnits.unit(
      "a#0", problem: "a", [("s0r0", 1, false), ("s0r1", 2, true), ("s1r0", 2, false)], chosen: "s0r1",
      clusters: [["s0r1"], ["s1r0"]], confidence: 0.8)
    let wrong = SampleUnits.unit(
      "a#1", problem: "a", repetition: 1, [("s0r0", 2, true), ("s1r0", 2, false)], chosen: "s1r0",
      clusters: [["s0r0"], ["s1r0"]], confidence: 0.6)
    var failed = SampleUnits.unit("b", status: .error)
    failed.record.reason = "no server"
    let summary = SampleUnits.summary([right, wrong, failed])
    let encoded = Self.fields(try JSONSerialization.jsonObject(with: summary.encoded()))
    let documented = try Self.documented()
    #expect(Set(documented).subtracting(encoded).sorted() == [], "documented, and not there")
    #expect(encoded.subtracting(documented).sorted() == [], "there, and not documented")
    #expect(documented.count == Set(documented).count)
  }

  @Test("rounds tell what they gained, and losses where a unit was lost")
  func gains() throws {
    let summary = SampleUnits.summary([
      SampleUnits.unit(
        "a", [("s0r0", 1, false), ("s0r1", 2, true), ("s1r0", 2, false)], chosen: "s1r0",
        clusters: [["s1r0"], ["s0r1"]]),
      SampleUnits.unit("b", [("s0r0", 2, false)], chosen: "s0r0"),
    ])
    #expect(summary.rounds.map(\.shareRight) == [0, 0.25])
    #expect(summary.rounds.map(\.gain) == [0, 0.25])
    #expect(summary.results.map(\.lostAt) == [.selection, .coverage])
    #expect(summary.consumption.callsPerUnit == 2)
    #expect(summary.consumption.callsPerSolved == nil)
  }
}
