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
  public struct Skipped: Sendable, Hashable, Codable {
    public var id: String?
    public var source: String
    /// The kind of reason, which others may share.
    public var reason: String
    public var detail: String
  }

  public var imported: [Imported] = []
  public var skipped: [Skipped] = []

  /// How often each reason to skip was met, most frequent first.
  public var reasons: [(reason: String, count: Int)] {
    Dictionary(grouping: skipped, by: \.reason).map { ($0.key, $0.value.count) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
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
