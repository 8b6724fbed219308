import SStar

/// `Time limit: 2 seconds` and `Memory limit: 256 MB` in a plain statement.
enum StatementLimits {
  /// Beyond these a statement is misread.
  private static let seconds = 0.01...3600.0
  private static let mebibytes = 16.0...65_536.0

  /// The limits found; defaults for those that are not.
  static func read(_ lines: [String]) -> Limits {
    var limits = Limits()
    let lower = lines.map { $0.lowercased() }
    if let (value, unit) = quantity("time limit", in: lower) {
      let isMilliseconds = unit.hasPrefix("ms") || unit.hasPrefix("mil")
      let minutes = unit.hasPrefix("min") ? 60.0 : 1
      let found = isMilliseconds ? value / 1000 : value * minutes
      if seconds.contains(found) { limits = Limits(cpuSeconds: found) }
    }
    if let (value, unit) = quantity("memory limit", in: lower) {
      let found = unit.hasPrefix("g") ? value * 1024 : unit.hasPrefix("k") ? value / 1024 : value
      if mebibytes.contains(found) { limits.memoryBytes = Int(found * 1_048_576) }
    }
    return limits
  }

  /// The first number with its unit after `label`, on its line or, when nothing else is there, on the next.
  private static func quantity(_ label: String, in lines: [String]) -> (value: Double, unit: Substring)? {
    for (index, line) in lines.enumerated() {
      guard let range = line.firstRange(of: label) else { continue }
      let next = index + 1 < lines.count ? lines[index + 1] : ""
      for text in [String(line[range.upperBound...].prefix(60)), String(next.prefix(60))] {
        if let match = text.firstMatch(of: /(?<value>[0-9]+(\.[0-9]+)?)[\s*_`]*(?<unit>[a-z]*)/) {
          return Double(match.value).map { ($0, match.unit) }
        }
        // Words such as “exceeded” tell that this is no declaration.
        let words = text.split { !$0.isLetter }
        guard words.allSatisfy({ ["per", "test", "tests", "case"].contains($0) }) else { break }
      }
    }
    return nil
  }
}
