import ArgumentParser
import Foundation
import SStarEvaluation

/// Flags that take a part of a suite.
struct SuiteSelection: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Problems A to B of the suite in name order, from 1, or the first N.", valueName: "A-B|N"))
  var limit: String?

  @Option(
    help: ArgumentHelp("Problems whose names match, such as 'graph-*'; may be repeated.", valueName: "glob"))
  var id: [String] = []

  @Option(
    help: ArgumentHelp(
      "Every N-th problem, beginning with the I-th (from 1), for N machines.", valueName: "I/N"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "Imported problems of that day or later, such as 2024-08 or 2024-08-15.", valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("Imported problems of that day or earlier.", valueName: "date"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Imported problems of that difficulty, in the words of their source; may be repeated.",
      valueName: "word"))
  var difficulty: [String] = []

  func validate() throws {
    for (name, day) in [("since", since), ("until", until)] {
      if let day, !OriginFilter.isDay(day) {
        throw ValidationError("--\(name) takes YYYY-MM-DD, YYYY-MM or YYYY, not '\(terminalLine(day))'.")
      }
    }
    if let limit, Self.range(limit) == nil {
      throw ValidationError("--limit takes A-B or N, such as 11-20 or 10, not '\(terminalLine(limit))'.")
    }
    if let shard, Self.share(shard) == nil {
      throw ValidationError(
        "--shard takes I/N with I from 1 to N, such as 2/4, not '\(terminalLine(shard))'.")
    }
  }

  /// - Throws: `ValidationError` when nothing is left.
  func packages(of suite: Suite) throws -> [URL] {
    var packages = suite.packages
    if !id.isEmpty {
      let patterns = id.map(PathPattern.init)
      packages = packages.filter { package in patterns.contains { $0.matches(package.lastPathComponent) } }
    }
    let filter = OriginFilter(since: since, until: until, difficulties: difficulty)
    packages = packages.filter { filter.admits(package: $0) }
    if let limit, let range = Self.range(limit) {
      packages = packages.enumerated().filter { range.contains($0.offset + 1) }.map(\.element)
    }
    if let shard, let (index, count) = Self.share(shard) {
      packages = packages.enumerated().filter { $0.offset % count == index - 1 }.map(\.element)
    }
    guard !packages.isEmpty else {
      let part = recorded.keys.sorted().map { "--\($0)" }.joined(separator: ", ")
      throw ValidationError("No problem of the suite is left by \(part).")
    }
    return packages
  }

  /// As `run.json` has it.
  var recorded: [String: String] {
    func joined(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: " ") }
    return [
      "limit": limit, "id": joined(id), "shard": shard, "since": since, "until": until,
      "difficulty": joined(difficulty),
    ].compactMapValues { $0 }
  }

  private static func range(_ text: String) -> ClosedRange<Int>? {
    let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    switch bounds.count {
    case 1: return bounds[0].flatMap { $0 >= 1 ? 1...$0 : nil }
    case 2:
      guard let from = bounds[0], let to = bounds[1], from >= 1, to >= from else { return nil }
      return from...to
    default: return nil
    }
  }

  private static func share(_ text: String) -> (index: Int, count: Int)? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], (1...max(1, count)).contains(index)
    else {
      return nil
    }
    return (index, count)
  }
}
