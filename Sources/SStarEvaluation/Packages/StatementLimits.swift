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
    if let (value, unit) = quantity("time limit", in: lower), isUnit(unit, ["s", "ms", "mil", "min"]) {
      let isMilliseconds = unit.hasPrefix("ms") || unit.hasPrefix("mil")
      let minutes = unit.hasPrefix("min") ? 60.0 : 1
      let found = isMilliseconds ? value / 1000 : value * minutes
      if seconds.contains(found) { limits = Limits(cpuSeconds: found) }
    }
    if let (value, unit) = quantity("memory limit", in: lower), isUnit(unit, ["k", "m", "g"]) {
      let found = unit.hasPrefix("g") ? value * 1024 : unit.hasPrefix("k") ? value / 1024 : value
      if mebibytes.contains(found) { limits.memoryBytes = Int(found * 1_048_576) }
    }
    return limits
  }

  private static func isUnit(_ unit: Substring, _ prefixes: [String]) -> Bool {
    unit.isEmpty || prefixes.contains { unit.hasPrefix($0) }
  }

  /// The first number with its unit after `label`, on its line or, when nothing else is there, on the next.
  private static func quantity(_ label: String, in lines: [String]) -> (value: Double, unit: Substring)? {
    for (index, line) in lines.enumerated() {
      guard let range = line.firstRange(of: label) else { continue }
      let next = index + 1 < lines.count ? lines[index + 1] : ""
      let pattern =
        /[^a-z0-9]*((per|test|tests|case|is|of)[^a-z0-9]+)*(?<value>[0-9]+(\.[0-9]+)?)[\s*_`]*(?<unit>[a-z]*)/
      // Other words, such as “exceeded”, tell that this is no declaration.
      if let match = "\(line[range.upperBound...]) \(next)".prefix(120).prefixMatch(of: pattern) {
        return Double(match.value).map { ($0, match.unit) }
      }
    }
    return nil
  }
}
