import ArgumentParser
import Foundation

/// What a large evaluation and its report cost.
struct EvalBenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Memory and CPU time of an evaluation of many problems; size and opening time of its report.",
    discussion: """
      Writes a suite of small problems into a scratch directory, runs the `sstar eval` that is beside this \
      program on it with the bundled model, then `sstar report`, and opens report.html in Chromium where there is \
      one. Fails when either command holds 300 MB or more, the report has more than 10 MB, or takes 2 s or longer \
      to open (the median of three).
      """)

  private static let mostBytes = 300_000_000
  private static let mostReportBytes = 10_000_000
  private static let mostSeconds = 2.0

  @Option(help: "Problems of the suite.")
  var problems = 500

  @Option(name: [.customShort("n"), .long], help: "Samples of each problem.")
  var samples = 16

  @Option(help: "Keep suite and run in this directory.")
  var keep: String?

  func run() async throws {
    let scratch =
      keep.map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.temporaryDirectory.appendingPathComponent("eval-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { if keep == nil { try? FileManager.default.removeItem(at: scratch) } }
    let suite = scratch.appendingPathComponent("suite")
    try GeneratedSuite(directory: suite, problems: problems).write()
    print("\(problems) problems, \(samples) samples each, drawn by the bundled model")
    let evaluation = try await watch(
      "eval", [suite.path, "-n", "\(samples)", "--runs", scratch.path + "/runs", "--cache", "off"], scratch)
    let runs = scratch.appendingPathComponent("runs")
    guard let name = try FileManager.default.contentsOfDirectory(atPath: runs.path).max() else {
      throw ValidationError("the evaluation left no run in \(runs.path)")
    }
    let run = runs.appendingPathComponent(name)
    print("events.jsonl \(Self.megabytes(Self.size(run.appendingPathComponent("events.jsonl"))))")
    let report = try await watch("report", [run.path], scratch)
    let page = run.appendingPathComponent("report.html")
    print("report.html \(Self.megabytes(Self.size(page)))")
    var failures: [String] = []
    if max(evaluation.peakBytes, report.peakBytes) >= Self.mostBytes { failures.append("memory") }
    if Self.size(page) > Self.mostReportBytes { failures.append("size of the report") }
    failures += try open(page)
    if !failures.isEmpty {
      print("too much: \(failures.joined(separator: ", "))")
      throw ExitCode(1)
    }
  }

  private func watch(_ command: String, _ arguments: [String], _ scratch: URL) async throws -> WatchedProcess
  {
    let sstar = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("sstar")
    let log = scratch.appendingPathComponent("\(command).log")
    let watched = try await WatchedProcess.run(sstar, [command] + arguments, in: scratch, log: log)
    guard watched.status == 0 else {
      let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
      throw ValidationError("sstar \(command) ended with \(watched.status):\n\(text.suffix(2000))")
    }
    print(
      "sstar \(command): "
        + String(
          format: "%.1f s, %.1f s of CPU time (%.2f s a problem), peak memory ", watched.wallSeconds,
          watched.cpuSeconds, watched.cpuSeconds / Double(max(1, problems)))
        + Self.megabytes(watched.peakBytes))
    let parts = watched.parts(10).map { "\($0 / 1_000_000)" }.joined(separator: " ")
    print("  memory by tenths of its time: \(parts) MB")
    return watched
  }

  /// - Returns: what is too much.
  private func open(_ page: URL) throws -> [String] {
    guard Browser.executable != nil else {
      print("not opened: no Chromium; install it, or name it in SSTAR_TEST_CHROMIUM")
      return []
    }
    let browser = try Browser()
    let views = try (0..<3).map { _ in try browser.open(page) }
    let seconds = views.map(\.openedSeconds)
    print(
      "opened and painted in " + seconds.map { String(format: "%.2f s", $0) }.joined(separator: ", ")
        + ", \(views[0].elements) elements, \(views[0].console.count) messages of the console")
    return (seconds.sorted()[1] >= Self.mostSeconds ? ["time to open the report"] : [])
      + (views[0].console.isEmpty ? [] : views[0].console)
  }

  private static func size(_ file: URL) -> Int {
    (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
  }

  private static func megabytes(_ bytes: Int) -> String {
    String(format: "%.1f MB", Double(bytes) / 1e6)
  }
}
