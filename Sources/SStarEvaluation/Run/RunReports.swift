import Foundation

/// The files of a run that follow from its events, and can be made again at any time.
public struct RunReports: Sendable {
  private let directory: URL

  public init(_ run: RunDirectory) {
    directory = URL(fileURLWithPath: run.path)
  }

  /// Writes `summary.json`, `timing.json` and `problems.jsonl`.
  /// - Throws: ``RunError``
  public func write(_ summary: EvaluationSummary, _ timing: EvaluationTiming) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var lines = Data()
    for result in summary.results { lines += try encoder.encode(result) + Data("\n".utf8) }
    try write(try summary.encoded(), to: "summary.json")
    try write(lines, to: "problems.jsonl")
    encoder.outputFormatting.insert(.prettyPrinted)
    try write(try encoder.encode(timing) + Data("\n".utf8), to: "timing.json")
  }

  /// Writes one file, whole or not at all.
  /// - Throws: ``RunError``
  public func write(_ data: Data, to name: String) throws(RunError) {
    let file = directory.appendingPathComponent(name)
    do {
      try data.write(to: file, options: .atomic)
    } catch {
      throw .cannotWrite(path: file.path, reason: error.localizedDescription)
    }
  }
}
