import SStarModels

/// Settings as they may be printed.
enum Redaction {
  /// An address without its password or query, either of which may be a secret; also when it is malformed.
  static func address(_ text: String) -> String { ShownAddress.text(text) }

  /// The names in a JSON object, without the values: request bodies of some servers carry tokens.
  static func object(_ text: String) -> String {
    guard let object = JSONText.object(text) else { return "a text of \(counted(text.count, "character"))" }
    return "{\(object.keys.sorted().map { "\(terminalLine($0, limit: 30)): …" }.joined(separator: ", "))}"
  }
}
