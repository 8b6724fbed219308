/// What became of every record of an import.
public struct ImportReport: Sendable, Hashable, Codable {
  /// A record that became a package.
  public struct Imported: Sendable, Hashable, Codable {
    public var package: String
    public var id: String
    public var format: ImportFormat
    /// File and line.
    public var source: String
    public var publicTests: Int
    public var hiddenTests: Int
    /// Whether the reference solution passes all tests; nil when there is none or it was not run.
    public var isConfirmed: Bool?
    public var warnings: [String]
  }

  /// A record that did not.
  public struct Skipped: Sendable, Hashable, Codable, CustomStringConvertible {
    public var id: String?
    public var source: String
    /// The kind of reason, which others may share.
    public var reason: String
    public var detail: String

    /// Where, which and why.
    public var description: String {
      [source, id, reason, detail].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
    }
  }

  public var imported: [Imported] = []
  public var skipped: [Skipped] = []

  /// How often each reason to skip was met, most frequent first.
  public var reasons: [(reason: String, count: Int)] {
    Dictionary(grouping: skipped, by: \.reason).map { ($0.key, $0.value.count) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  /// What was skipped and what to be warned of, a line each; of those that are alike only the first few.
  public func messages(mostAlike: Int = 10) -> [String] {
    func few<Item>(_ items: [Item], by kind: (Item) -> String, _ line: (Item) -> String, rest: String)
      -> [String]
    {
      var counts: [String: Int] = [:]
      var lines: [String] = []
      for item in items {
        counts[kind(item), default: 0] += 1
        if counts[kind(item), default: 0] <= mostAlike { lines.append(line(item)) }
      }
      let more = counts.filter { $0.value > mostAlike }.sorted { $0.key < $1.key }
      return lines + more.map { "\(rest): \($0.value - mostAlike) more: \($0.key)" }
    }
    let warnings = imported.flatMap { entry in entry.warnings.map { (package: entry.package, text: $0) } }
    return few(skipped, by: \.reason, { "skipped: \($0)" }, rest: "skipped")
      + few(warnings, by: \.text, { "warning: \($0.package): \($0.text)" }, rest: "warning")
  }

  /// One line for people.
  public var summary: String {
    var parts = ["\(imported.count) imported"]
    let confirmed = imported.count { $0.isConfirmed == true }
    let refuted = imported.count { $0.isConfirmed == false }
    if confirmed + refuted > 0 {
      parts[0] += " (\(confirmed) confirmed by their reference solution, \(refuted) not)"
    }
    let reasons = reasons.map { "\($0.count) × \($0.reason)" }.joined(separator: ", ")
    parts.append("\(skipped.count) skipped\(reasons.isEmpty ? "" : " (\(reasons))")")
    parts.append("\(imported.reduce(0) { $0 + $1.warnings.count }) warnings")
    return parts.joined(separator: ", ")
  }
}
