import Foundation
import SStar

/// Damages sample records at random, the same for the same seed.
struct RecordMutator {
  private static let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
  /// JSON of values that a field does not expect.
  private static let values = [
    "null", "true", "0", "-1", "1e30", "-1e308", "1e-300", "1e999", "NaN", "-Infinity", "\"\"", "\" \"", "[]",
    "{}",
    "[[]]", "[null]", "[1, \"a\"]", "{\"input\": 1}", "{\"seconds\": 1e30, \"nanos\": -5}",
    "{\"seconds\": \"x\"}",
    String(repeating: "9", count: 400), "\"\\u0000\\ud800\\u0085\"", "\"9999-99-99T99\"", "\"../../\"",
    "\"[[0] * 10000] * 10000\"", "\"assert f([[0] * 10000] * 10000) == 1\"", "\"" + deep + "\"", deep,
    String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
    "\"" + String(repeating: "x", count: 10_000) + "\"",
    "\"def check(candidate):\\n    assert candidate(((\"",
    "\"def check(candidate):\\n    assert candidate(" + deep + ") == 2**9**9**9\\n\"",
  ]
  private static let numbers = [
    "-1", "0.5", "1e30", "-1e30", "1e999", "NaN", "9223372036854775808", String(repeating: "9", count: 400),
  ]
  private static let characters = Array("()[]{}'\"\\*+-/%,:.#0x9e_=\u{0}é ")

  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// One line, never empty: a record with a field changed, or the text of one damaged.
  mutating func line(of record: [String: Any], id: Int) throws -> String {
    var fields = try record.mapValues(Self.json)
    for name in ["task_id", "problem_id", "question_id", "name"] where fields[name] != nil {
      fields[name] = "\"case \(id)\""
    }
    let names = fields.keys.sorted()
    for _ in 0...below(2) {
      let name = names[below(names.count)]
      fields[name] = try mutated(record[name] ?? "")
    }
    var text = "{" + names.map { "\"\($0)\": \(fields[$0] ?? "null")" }.joined(separator: ", ") + "}"
    switch below(8) {
    case 0: text = String(text.prefix(1 + below(text.count)))
    case 1: text = scratched(text)
    default: break
    }
    return text.replacing("\n", with: " ")
  }

  /// Another value in JSON: of another kind, or like the one given with something in it changed.
  private mutating func mutated(_ value: Any) throws -> String {
    switch (below(3), value) {
    case (0, _): return Self.values[below(Self.values.count)]
    case (_, let list as [Any]) where !list.isEmpty:
      var items = try list.map(Self.json)
      let index = below(items.count)
      items[index] = try mutated(list[index])
      return "[\(items.joined(separator: ", "))]"
    case (_, let object as [String: Any]) where !object.isEmpty:
      var members = try object.mapValues(Self.json)
      let name = object.keys.sorted()[below(object.count)]
      members[name] = try mutated(object[name] ?? "")
      return "{" + members.sorted { $0.key < $1.key }.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    case (1, let text as String):
      // A text of JSON, as some formats have it.
      guard let inner = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else {
        return try Self.json(scratched(text))
      }
      return try Self.json(mutated(inner))
    case (_, let text as String): return try Self.json(scratched(text))
    default: return Self.numbers[below(Self.numbers.count)]
    }
  }

  private mutating func scratched(_ text: String) -> String {
    var characters = Array(text)
    for _ in 0...below(3) where !characters.isEmpty {
      let index = below(characters.count)
      switch below(4) {
      case 0: characters.remove(at: index)
      case 1: characters.insert(Self.characters[below(Self.characters.count)], at: index)
      case 2: characters.removeLast(characters.count - index)
      default: characters[index] = Self.characters[below(Self.characters.count)]
      }
    }
    return characters.isEmpty ? "{" : String(characters)
  }

  mutating func scratched(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(3) { bytes[below(bytes.count)] = UInt8(below(256)) }
    return Array(bytes.prefix(below(4) == 0 ? 1 + below(bytes.count) : bytes.count))
  }

  private static func json(_ value: Any) throws -> String {
    String(
      decoding: try JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys]),
      as: UTF8.self)
  }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
}
