import Foundation
import SStar

/// A Python function in a statement with doctest lines, as a function problem's signature and tests.
///
/// Only calls whose arguments and results are JSON (with Python's `True`, `False`, `None`) become tests.
struct DoctestExamples {
  let signature: FunctionSignature
  let tests: [TestCase]

  init?(_ lines: [String]) {
    guard let definition = lines.last(where: { $0.hasPrefix("def ") }),
      let open = definition.firstIndex(of: "(")
    else { return nil }
    let name = definition[definition.index(definition.startIndex, offsetBy: 4)..<open]
      .trimmingCharacters(in: .whitespaces)
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
    var tests: [TestCase] = []
    for (line, next) in zip(lines, lines.dropFirst()) {
      let call = line.trimmingCharacters(in: .whitespaces)
      guard call.hasPrefix(">>> \(name)("), call.hasSuffix(")") else { continue }
      let arguments = Self.json(String(call.dropFirst(">>> \(name)(".count).dropLast()))
      let result = Self.json(next.trimmingCharacters(in: .whitespaces))
      guard let values = Self.array("[\(arguments)]"), Self.array("[\(result)]")?.count == 1 else { continue }
      let input = values.map { $0 + "\n" }.joined()
      tests.append(
        TestCase(
          name: "sample/\(tests.count + 1)", input: Data(input.utf8),
          expectedOutput: Data((result + "\n").utf8)))
    }
    signature = FunctionSignature(entryPoint: name, signature: definition)
    self.tests = tests
  }

  /// Python literals as JSON, outside of strings.
  private static func json(_ text: String) -> String {
    var result = ""
    var word = ""
    var quote: Character?
    func flushed() -> String {
      defer { word = "" }
      return ["True": "true", "False": "false", "None": "null"][word] ?? word
    }
    for character in text {
      if let open = quote {
        if character == open {
          quote = nil
          result.append("\"")
        } else {
          result += character == "\"" ? "\\\"" : String(character)
        }
      } else if character == "'" || character == "\"" {
        result += flushed() + "\""
        quote = character
      } else if character.isLetter {
        word.append(character)
      } else {
        result += flushed()
        // Tuples are lists in JSON.
        result.append(character == "(" ? "[" : character == ")" ? "]" : character)
      }
    }
    return result + flushed()
  }

  private static func array(_ text: String) -> [String]? {
    guard
      let values = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        as? [Any]
    else { return nil }
    return values.compactMap { value in
      (try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys]))
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
