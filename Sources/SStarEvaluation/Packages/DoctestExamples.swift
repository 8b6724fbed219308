import Foundation
import SStar

/// A Python function in a statement with doctest lines, as a function problem's signature and tests.
///
/// Only calls whose arguments and results are JSON (with Python's `True`, `False`, `None`, tuples and quotes)
/// become tests; numbers stay as they are written.
struct DoctestExamples {
  let signature: FunctionSignature
  let tests: [TestCase]

  /// Nil when there is no function.
  init?(_ lines: [String]) {
    guard let definition = lines.last(where: { $0.hasPrefix("def ") }),
      let match = definition.prefixMatch(of: /def\s+(?<name>[A-Za-z_]\w*)\s*\(/)
    else { return nil }
    let name = String(match.name)
    var tests: [TestCase] = []
    for (line, next) in zip(lines, lines.dropFirst()) {
      let call = line.trimmingCharacters(in: .whitespaces)
      guard call.hasPrefix(">>> \(name)("), call.hasSuffix(")") else { continue }
      let arguments = PythonLiterals(call.dropFirst(">>> \(name)(".count).dropLast())
      let result = PythonLiterals(next.trimmingCharacters(in: .whitespaces)[...])
      guard let arguments, let result, result.values.count == 1 else { continue }
      tests.append(
        TestCase(
          name: "sample/\(tests.count + 1)",
          input: Data(arguments.values.map { $0 + "\n" }.joined().utf8),
          expectedOutput: Data((result.values[0] + "\n").utf8)))
    }
    signature = FunctionSignature(entryPoint: name, signature: definition)
    self.tests = tests
  }
}

/// Python literals with commas between them, each as the JSON text of the same value.
struct PythonLiterals {
  private(set) var values: [String] = []

  /// Nil when something is no literal or has no JSON counterpart, such as a set.
  init?(_ text: Substring) {
    var current = ""
    var word = ""
    var quote: Character?
    var isEscaped = false
    var depth = 0
    func flush() {
      current += ["True": "true", "False": "false", "None": "null"][word] ?? word
      word = ""
    }
    for character in text {
      if let open = quote {
        if isEscaped {
          // JSON has no `\'`.
          current += character == "'" ? "'" : "\\\(character)"
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == open {
          quote = nil
          current.append("\"")
        } else {
          current += character == "\"" ? "\\\"" : String(character)
        }
        continue
      }
      if character.isLetter {
        word.append(character)
        continue
      }
      flush()
      switch character {
      case "'", "\"":
        quote = character
        current.append("\"")
      case "(", "[", "{":
        depth += 1
        current.append(character == "(" ? "[" : character)
      case ")", "]", "}":
        depth -= 1
        // A tuple of one has a comma too many.
        let body = current.trimmingCharacters(in: .whitespaces)
        if character == ")", body.hasSuffix(",") { current = String(body.dropLast()) }
        current.append(character == ")" ? "]" : character)
      case "," where depth == 0:
        values.append(current)
        current = ""
      default: current.append(character)
      }
    }
    flush()
    if !values.isEmpty || !current.allSatisfy(\.isWhitespace) { values.append(current) }
    values = values.map { $0.trimmingCharacters(in: .whitespaces) }
    guard quote == nil, values.allSatisfy(Self.isJSON) else { return nil }
  }

  private static func isJSON(_ text: String) -> Bool {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
  }
}
