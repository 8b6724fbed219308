/// A glob pattern, as in `submissions.yaml`: `*` stands for anything within one name, `{a,b}` for either.
///
/// A pattern matches a path when it matches the path itself or a directory above it.
public struct PathPattern: Sendable, Hashable {
  /// More choices than this are a mistake; the rest is left out.
  private static let mostAlternatives = 1000

  /// One for each choice of braces: the patterns of the names along the path.
  private let alternatives: [[[UInt8]]]

  public init(_ text: String) {
    alternatives = Self.expanded(text[...]).map { path in
      path.split(separator: "/").map { Array($0.utf8) }
    }
  }

  /// Whether the pattern matches `path` or a directory above it.
  public func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/").map { Array($0.utf8) }
    return alternatives.contains { patterns in
      patterns.count <= names.count && zip(patterns, names).allSatisfy { Self.matches($0[...], $1[...]) }
    }
  }

  /// The texts that braces stand for; braces without a partner stand for themselves.
  private static func expanded(_ text: Substring) -> [String] {
    guard let close = text.firstIndex(of: "}"), let open = text[..<close].lastIndex(of: "{") else {
      return [String(text)]
    }
    let choices = text[open..<close].dropFirst().split(separator: ",", omittingEmptySubsequences: false)
    let tails = expanded(text[text.index(after: close)...])
    let texts = choices.flatMap { choice in
      // Only the innermost braces are found first, so the text before them may hold an outer one.
      tails.flatMap { tail in expanded(text[..<open] + trimmed(choice) + tail) }
    }
    return Array(texts.prefix(mostAlternatives))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    Substring(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// Whether `pattern`, in which `*` stands for any bytes, matches the whole of `name`.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    var pattern = pattern
    var name = name
    // Where to go on when the last star has to take one byte more.
    var retry: (pattern: ArraySlice<UInt8>, name: ArraySlice<UInt8>)?
    while !name.isEmpty {
      if pattern.first == UInt8(ascii: "*") {
        pattern = pattern.dropFirst()
        retry = (pattern, name)
      } else if let byte = pattern.first, byte == name.first {
        pattern = pattern.dropFirst()
        name = name.dropFirst()
      } else if let last = retry {
        retry = (last.pattern, last.name.dropFirst())
        pattern = last.pattern
        name = last.name.dropFirst()
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
