import Foundation
import Yams

/// Values as JSON text.
enum JSONText {
  static func object(_ text: String) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
  }

  /// Unlike with `JSONSerialization`, truths are no numbers.
  static func numbers(_ text: String) -> [String: Double]? {
    try? JSONDecoder().decode([String: Double].self, from: Data(text.utf8))
  }

  static func list(_ text: String) -> [String]? {
    try? JSONDecoder().decode([String].self, from: Data(text.utf8))
  }

  static func text(_ list: [String]) -> String { "[\(list.map(quoted).joined(separator: ","))]" }

  /// A YAML value as JSON; nil when it is too large, as aliases of aliases can make it.
  ///
  /// As in the core schema of YAML 1.2, not as in 1.1, where `no` and `1:30` were no texts.
  static func text(_ node: Node) -> String? {
    var budget = mostNodes
    return text(node, &budget)
  }

  private static let mostNodes = 10_000

  private static func text(_ node: Node, _ budget: inout Int) -> String? {
    budget -= 1
    guard budget > 0 else { return nil }
    switch node {
    case .scalar(let scalar): return text(scalar)
    case .alias: return nil
    case .sequence(let sequence):
      var items: [String] = []
      for item in sequence {
        guard let item = text(item, &budget) else { return nil }
        items.append(item)
      }
      return "[\(items.joined(separator: ","))]"
    case .mapping(let mapping):
      var members: [String] = []
      for (key, value) in mapping {
        guard let key = key.scalar?.string, let value = text(value, &budget) else { return nil }
        members.append("\(quoted(key)):\(value)")
      }
      return "{\(members.joined(separator: ","))}"
    }
  }

  private static func text(_ scalar: Node.Scalar) -> String {
    guard scalar.style == .any || scalar.style == .plain else { return quoted(scalar.string) }
    switch scalar.string {
    case "true", "True", "TRUE": return "true"
    case "false", "False", "FALSE": return "false"
    case "null", "Null", "NULL", "~", "": return "null"
    case let text where text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil:
      return text
    case let text: return quoted(text)
    }
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    // A text can always be encoded.
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
