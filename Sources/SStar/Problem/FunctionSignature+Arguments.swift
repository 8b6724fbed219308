extension FunctionSignature {
  /// How many arguments a call may have, by the signature's text; nil when that does not tell.
  var argumentCounts: ClosedRange<Int>? {
    guard let open = signature.firstIndex(of: "("), let parameters = Self.parts(signature[open...]) else {
      return nil
    }
    let names = parameters.map(\.trimmed).filter { !$0.isEmpty && $0 != "self" && $0 != "/" }
    guard !names.contains(where: { $0.hasPrefix("*") }) else { return nil }
    return names.count { !$0.contains("=") }...names.count
  }

  /// What commas separate within the parentheses that `text` begins with, brackets inside left whole.
  private static func parts(_ text: Substring) -> [Substring]? {
    var depth = 0
    var parts: [Substring] = []
    var start = text.index(after: text.startIndex)
    for index in text.indices {
      switch text[index] {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return parts + [text[start..<index]] }
      case "," where depth == 1:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    return nil
  }
}
