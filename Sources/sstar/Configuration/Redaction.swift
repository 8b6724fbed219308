import Foundation

/// Settings as they may be printed.
enum Redaction {
  /// An address without its password or query, either of which may be a secret; also when it is malformed.
  static func address(_ text: String) -> String {
    var shown = text[...]
    var start = ""
    if let at = shown.lastIndex(of: "@") {
      start = text.range(of: "://").map { String(text[..<$0.upperBound]) } ?? ""
      start += "…"
      shown = shown[at...]
    }
    guard let query = shown.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return start + shown }
    return start + shown[...query] + "…"
  }

  /// The names in a JSON object, without the values: request bodies of some servers carry tokens.
  static func object(_ text: String) -> String {
    guard let object = JSONText.object(text) else { return "a text of \(counted(text.count, "character"))" }
    return "{\(object.keys.sorted().map { "\(terminalLine($0, limit: 30)): …" }.joined(separator: ", "))}"
  }
}
