import Foundation
import Testing

@testable import SStarEvaluation

@Suite("Python literals")
struct PythonParserTests {
  /// The value as JSON, else as Python source; nil when the text is not understood as a whole.
  private func value(_ text: String) -> String? {
    var parser = PythonParser(text)
    guard let value = parser.expression() else { return nil }
    parser.skipSpace()
    guard parser.isAtEnd else { return nil }
    return value.json.map { String(decoding: $0.text, as: UTF8.self) } ?? "python \(value.source)"
  }

  @Test(
    "Values",
    arguments: [
      ("1", "1"), ("-12", "-12"), ("1_000", "1000"), ("0x1F", "31"), ("0b101", "5"), ("00", "0"),
      ("123456789012345678901234567890", "123456789012345678901234567890"), ("-0", "0"),
      ("1.", "1.0"), (".5", "0.5"), ("1e3", "1000.0"), ("2.5e-3", "0.0025"), ("True", "true"),
      ("None", "null"),
      ("'a\"b'", "\"a\\\"b\""), ("\"it's\"", "\"it's\""), ("'\\x41\\u00e9\\n\\101\\q'", "\"Aé\\nA\\\\q\""),
      ("r'\\d'", "\"\\\\d\""), ("'''a\nb'''", "\"a\\nb\""), ("'a' 'b'", "\"ab\""),
      ("'\\ud800'", "\"\\ud800\""),
      ("[1, 2,]", "[1, 2]"), ("[]", "[]"), ("(1)", "1"), ("()", "python ()"), ("(1,)", "python (1,)"),
      ("(1, 2)", "python (1, 2)"), ("[(1, 'a')]", "python [(1, \"a\")]"), ("{1, 2}", "python {1, 2}"),
      ("set()", "python set()"), ("{'a': 1, 'b': [2]}", "{\"a\": 1, \"b\": [2]}"), ("{}", "{}"),
      ("{1: 2}", "python {1: 2}"), ("{'a': (1,)}", "python {\"a\": (1,)}"),
      ("[\n  1,  # one\n  2\n]", "[1, 2]"), ("2**10 - 1", "1023"), ("10**9 + 7", "1000000007"),
      ("-7 // 2", "-4"), ("-7 % 3", "2"), ("7 / 2", "3.5"), ("2 * (3 + 4)", "14"), ("-2 ** 2", "-4"),
      ("'ab' * 2", "\"abab\""), ("[0] * 3", "[0, 0, 0]"), ("1 + 0.5", "1.5"), ("--1", "1"), ("+1", "1"),
    ])
  func values(text: String, expected: String) {
    #expect(value(text) == expected)
  }

  @Test(
    "What is no literal is not understood, nor half understood",
    arguments: [
      "", "x", "f(1)", "1 2", "[1 2]", "[1, , 2]", "[,]", "1 == 1", "'a", "'a\nb'", "b'a'", "f'a'", "1j",
      "012",
      "[1", "{1: 2, 3}", "{1, 2: 3}", "'\\N{DASH}'", "'\\x4'", "1 / 0", "1 // 0", "2 ** 2000",
      "'a' * 10000000000",
      "'a' + 1", "True + 1", "9223372036854775807 + 1", "lambda: 1", "[x for x in y]", "1 if 2 else 3", "a.b",
      "__import__('os').system('true')", "[1][0]", "not 1", "float('inf')",
    ])
  func refused(text: String) {
    #expect(value(text) == nil)
  }

  @Test(
    "Arithmetic does not make more than there is memory for",
    arguments: [
      "[[0] * 10000] * 10000", "[['a' * 100] * 100] * 100",
      String(repeating: "[0] * 10000 + ", count: 100) + "[]",
      String(repeating: "'a' * 90000, ", count: 20),
    ])
  func bombs(text: String) {
    #expect(value("[\(text)]") == nil)
  }

  @Test("Deep nesting is refused")
  func deep() {
    #expect(value(String(repeating: "[", count: 100_000)) == nil)
    #expect(value(String(repeating: "-", count: 100_000) + "1") == nil)
    #expect(value(String(repeating: "(", count: 50) + "1" + String(repeating: ")", count: 50)) == "1")
  }
}
