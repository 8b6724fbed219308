import Foundation
import Testing

@testable import TestServers

@Suite("sstar eval", .enabled(if: CommandRun.canRunPrograms))
struct EvalCommandTests {
  @Test("reselect agrees with the run for its own selector, and knows fewer samples and other selectors")
  func reselect() async throws {
    let place = try SuitePlace()
    #expect(try await place.eval("-n", "6").status == 0)
    let run = try #require(place.runs.first)
    let value = try #require(try place.summary(run)["passAt1"] as? [String: Double])["value"]
    func results(_ more: String...) async throws -> [[String: Any]] {
      let command = try await CommandRun(
        ["reselect", run.path, "--json"] + more, home: place.directory, workingDirectory: place.directory)
      #expect(command.status == 0)
      return try command.lines.compactMap {
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      }
    }
    let same = try await results()
    #expect((same.first?["passAt1"] as? [String: Double])?["value"] == value)
    #expect(same.first?["complete"] as? Double == 1)
    let curve = try await results("--curve", "--select", "public", "--select", "first", "--rounds", "0")
    #expect(curve.compactMap { $0["samples"] as? Int } == [1, 2, 4, 6, 1, 2, 4, 6])
    let coverage = curve.prefix(4).compactMap { $0["coverage"] as? Double }
    #expect(coverage == coverage.sorted())
    let oracle = try #require(try await results("--select", "oracle", "-n", "2").first)
    let most = try #require(oracle["coverage"] as? Double)
    #expect(most < 1)
    #expect(abs(((oracle["passAt1"] as? [String: Double])?["value"] ?? 0) - most) < 1e-9)
    let tooMany = try await CommandRun(
      ["reselect", run.path, "-n", "7"], home: place.directory, workingDirectory: place.directory)
    #expect(tooMany.status == 64)
    let both = try await CommandRun(
      ["reselect", run.path, "--curve", "-n", "2"], home: place.directory, workingDirectory: place.directory)
    #expect(both.status == 64)
    let text = try await CommandRun(
      ["reselect", run.path, "--select", "first"], home: place.directory, workingDirectory: place.directory)
    #expect(text.output.hasPrefix("first, 6 samples, 2 rounds, 3 problems: pass@1 "))
    try place.write("file", "")
    let report = try await CommandRun(
      ["report", run.path, "-o", "file/below/it"], home: place.directory, workingDirectory: place.directory)
    #expect(report.status == 1)
    #expect(report.errors.contains("file/below/it: no directory can be made: Not a directory"))
  }

  @Test("two evaluations with the same seed write the same summary, byte for byte")
  func reproducible() async throws {
    let place = try SuitePlace()
    for _ in 0..<2 {
      let run = try await place.eval("-n", "6", "-k", "2")
      #expect(run.status == 0)
      #expect(run.output.contains("pass@1"))
    }
    #expect(place.runs.count == 2)
    let summaries = try place.runs.map { try Data(contentsOf: $0.appendingPathComponent("summary.json")) }
    #expect(summaries[0] == summaries[1])
    let summary = try place.summary(place.runs[0])
    #expect(summary["units"] as? Int == 6)
    #expect((summary["passAtK"] as? [Double])?.count == 6)
    let losses = try #require(summary["losses"] as? [String: Double])
    let rest = ["publicFilter", "clusters", "selection"].reduce(losses["coverage"] ?? 0) {
      $0 - (losses[$1] ?? 0)
    }
    #expect(abs(rest - (losses["selected"] ?? -1)) < 1e-12)
  }

  @Test("--json prints a line for each problem, then the summary, and no escape codes")
  func json() async throws {
    let place = try SuitePlace()
    let run = try await place.eval("-n", "4", "--json", "--id", "add-[b]", "--id", "add-c")
    #expect(run.status == 0)
    let lines = try run.lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    #expect(lines.first??["problem"] as? String == "add-c")
    #expect(lines.last??["version"] as? Int == 1)
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test("parts of a suite: --limit, --id and --shard; an empty part is a usage error")
  func parts() async throws {
    for (options, wanted) in [
      (["--limit", "2"], ["add-a", "add-b"]), (["--limit", "2-3"], ["add-b", "add-c"]),
      (["--id", "*-b"], ["add-b"]), (["--shard", "2/2"], ["add-b"]),
    ] {
      let place = try SuitePlace()
      let run = try await CommandRun(
        ["eval", "suite", "-n", "1", "--rounds", "0"] + options, home: place.directory,
        workingDirectory: place.directory)
      #expect(run.status == 0)
      let results = try place.summary(try #require(place.runs.first))["results"] as? [[String: Any]]
      #expect(results?.compactMap { $0["problem"] as? String } == wanted)
    }
    let place = try SuitePlace()
    #expect(try await place.eval("--id", "none").status == 64)
    #expect(try await place.eval("--limit", "3-2").status == 64)
    #expect(try await place.eval("--shard", "3/2").status == 64)
  }

  @Test("hidden tests are opened after the selection and by grading alone")
  func hiddenTests() async throws {
    // An input without its answer: whoever opens the hidden tests fails.
    let place = try SuitePlace(["add-a"], files: ["suite/add-a/data/secret/9.in": "1 1\n"])
    let solve = try await CommandRun(
      ["solve", "suite/add-a", "-n", "3"], home: place.directory, workingDirectory: place.directory)
    #expect(solve.status == 0)
    let run = try await place.eval("-n", "3", "--max-error-rate", "1")
    #expect(run.status == 0)
    #expect(run.errors.contains("error: "))
    let events = try place.events(try #require(place.runs.last))
    let names = events.compactMap { $0["event"] as? String }.filter {
      ["select", "grade", "problem"].contains($0)
    }
    #expect(names == ["select", "problem"])
    #expect(events.last?["status"] as? String == "error")
    let summary = try place.summary(try #require(place.runs.last))
    #expect(summary["counted"] as? Int == 0)
    #expect(summary["errors"] as? Int == 1)
  }

  @Test("too many errors that are not the model's end with exit 5, and --retry-errors mends them")
  func errors() async throws {
    let place = try SuitePlace(files: ["suite/add-b/problem.yaml": "name: [1, 2\n"])
    let run = try await place.eval("-n", "2")
    #expect(run.status == 5)
    try place.write("suite/add-b/problem.yaml", "name: add-b\n")
    let still = try await place.eval("-n", "2", "--resume")
    #expect(still.status == 5)
    let mended = try await place.eval("-n", "2", "--resume", "--retry-errors")
    #expect(mended.status == 0)
    #expect(place.runs.count == 1)
    #expect(try place.summary(place.runs[0])["counted"] as? Int == 3)
  }
}
