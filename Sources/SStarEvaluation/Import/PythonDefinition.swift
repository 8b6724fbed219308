/// Definitions of functions in a source.
enum PythonDefinition {
  private static var pattern: Regex<(Substring, Substring)> {
    #/(?m)^(?:async\s+)?def\s+([A-Za-z_]\w*)\s*\(/#
  }

  /// The signature of a function, its parameters on one line, such as `def f(x: int) -> int:`; nil when the
  /// source does not define it.
  static func line(of name: String, in source: String) -> String? {
    let matches = source.matches(of: pattern)
    guard let start = matches.last(where: { $0.1 == name })?.range.lowerBound else { return nil }
    var depth = 0
    var line = ""
    for character in source[start...] {
      switch character {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case ":" where depth == 0: return line + ":"
      case "\n" where depth == 0: return nil
      default: break
      }
      line.append(character.isNewline ? " " : character)
    }
    return nil
  }

  /// The names of all functions that a source defines outside of others.
  static func names(in source: String) -> [String] {
    source.matches(of: pattern).map { String($0.1) }
  }
}
