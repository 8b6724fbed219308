/// Finds the name that was meant.
enum NearestName {
  /// The name that the fewest edits lead to; the first of several.
  static func of(_ name: String, in names: [String]) -> String? {
    let wanted = normalized(name)
    return names.min { distance(wanted, normalized($0)) < distance(wanted, normalized($1)) }
  }

  /// `maxTokens`, `max_tokens` and `max-tokens` are the same to somebody who mistypes.
  private static func normalized(_ name: String) -> [Character] {
    // A name much longer than any of ours is near to none of them.
    Array(name.prefix(64).lowercased().filter { $0 != "-" && $0 != "_" })
  }

  /// Levenshtein distance.
  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (i, a) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in second.enumerated() {
        let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[second.count]
  }
}
