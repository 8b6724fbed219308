import Foundation
import SStar

/// Takes problems by where they are from: by day, so that a model is asked for what appeared after its training,
/// and by difficulty.
public struct OriginFilter: Sendable, Hashable {
  /// First and last day, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, both included; nil for any.
  public var since: String?
  public var until: String?
  /// Difficulties in the words of the source, in any case; empty for any.
  public var difficulties: [String]

  public init(since: String? = nil, until: String? = nil, difficulties: [String] = []) {
    self.since = since
    self.until = until
    self.difficulties = difficulties
  }

  /// Whether it takes everything.
  public var isEmpty: Bool { since == nil && until == nil && difficulties.isEmpty }

  /// Whether `text` can be a bound.
  public static func isDay(_ text: String) -> Bool {
    text.wholeMatch(of: /[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?/) != nil
  }

  /// A problem that does not tell what is asked for is not taken.
  public func admits(_ origin: ProblemOrigin?) -> Bool {
    if isEmpty { return true }
    guard let origin else { return false }
    if since != nil || until != nil {
      guard let date = origin.date else { return false }
      // Dates of one format are in the order of their texts; a month or a year is as long as its text.
      if let since, date.prefix(since.count) < since { return false }
      if let until, date.prefix(until.count) > until { return false }
    }
    guard !difficulties.isEmpty else { return true }
    guard let difficulty = origin.difficulty?.lowercased() else { return false }
    return difficulties.contains { $0.lowercased() == difficulty }
  }

  /// Whether it takes a package. One that cannot be read is taken, so that whoever works on it says why.
  public func admits(package: URL) -> Bool {
    if isEmpty { return true }
    do {
      return admits(try ProblemPackageLoader.origin(of: package))
    } catch {
      return true
    }
  }
}
