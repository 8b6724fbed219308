import Foundation

/// The files of an evaluation for other programs; they follow from its events, and can be made again at any time.
public struct RunReports: Sendable {
  private let directory: URL

  public init(_ run: RunDirectory) {
    self.init(in: URL(fileURLWithPath: run.path))
  }

  public init(in directory: URL) {
    self.directory = directory
  }

  /// Writes `summary.json`, `timing.json` and `problems.jsonl`.
  /// - Returns: the files.
  /// - Throws: ``RunError``
  @discardableResult
  public func write(_ summary: EvaluationSummary, _ timing: EvaluationTiming) throws -> [URL] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var lines = Data()
    for result in summary.results { lines += try encoder.encode(result) + Data("\n".utf8) }
    encoder.outputFormatting.insert(.prettyPrinted)
    return [
      try write(try summary.encoded(), to: "summary.json"), try write(lines, to: "problems.jsonl"),
      try write(try encoder.encode(timing) + Data("\n".utf8), to: "timing.json"),
    ]
  }

  /// Writes one file, whole or not at all.
  /// - Throws: ``RunError``
  @discardableResult
  public func write(_ data: Data, to name: String) throws(RunError) -> URL {
    let file = directory.appendingPathComponent(name)
    do {
      try data.write(to: file, options: .atomic)
    } catch {
      throw .cannotWrite(path: file.path, reason: error.localizedDescription)
    }
    return file
  }
}
