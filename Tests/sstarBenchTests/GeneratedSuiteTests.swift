import Foundation
import Testing

@testable import sstar_bench

@Suite("the suite and the measurement of sstar-bench eval") struct GeneratedSuiteTests {
  @Test("sstar finds that every generated program has the verdict of its folder")
  func packages() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("generated-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let suite = folder.appendingPathComponent("suite")
    try GeneratedSuite(directory: suite, problems: 2).write()
    let sstar = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("sstar")
    let log = folder.appendingPathComponent("log")
    let run = try await WatchedProcess.run(sstar, ["suite", "validate", suite.path], in: folder, log: log)
    let text = try String(contentsOf: log, encoding: .utf8)
    #expect(run.status == 0, "\(text)")
    #expect(text.contains("2 packages, 14 submissions: 14 as declared"), "\(text)")
    #expect(run.peakBytes > 5_000_000 && run.wallSeconds > 0 && run.cpuSeconds > 0)
  }

  @Test("memory by parts is the highest sample of each part of the time")
  func parts() {
    let run = WatchedProcess(
      status: 0, wallSeconds: 1, cpuSeconds: 1, residentBytes: [1, 5, 2, 9, 3, 4], peakBytes: 9)
    #expect(run.parts(3) == [5, 9, 4])
    #expect(run.parts(10).count == 10)
  }
}
