import Foundation
import SStar
import Testing

@testable import SStarExecution

@Suite struct ComparisonJSONTests {
  private func accepts(
    _ output: String, _ expected: String, _ rules: TokenComparison = TokenComparison()
  ) -> Bool {
    OutputComparer.compare(output: Data(output.utf8), expected: Data(expected.utf8), using: .json(rules))
      .accepted
  }

  @Test(arguments: [
    ("[1, 2]\n", "[1,2]"), ("1", "1.0"), ("1e2", "100"), ("-0", "0"), ("NaN", "NaN"),
    ("[-Infinity]", "[-Infinity]"),
    (#"{"a": 1, "b": [true, null]}"#, #"{"b":[true,null],"a":1}"#), (#""\u00e9\n""#, #""é\n""#),
    (#""\ud83d\ude00""#, #""😀""#), (#""\ud800""#, #""\ud800""#), ("0.30000000000000004", "0.3"),
    ("123456789012345678901234567890", "123456789012345678901234567890"), ("1000000000000000000000", "1e21"),
  ])
  func equalValuesAreAccepted(output: String, expected: String) {
    #expect(accepts(output, expected))
  }

  @Test(arguments: [
    ("true", "1"), ("false", "0"), ("null", "0"), (#""1""#, "1"), ("[1]", "1"), ("[1, 2]", "[2, 1]"),
    ("[1]", "[1, 1]"), (#"{"a": 1}"#, #"{"a": 1, "b": 2}"#), (#"{"a": 1}"#, #"{"b": 1}"#), ("1.001", "1"),
    ("123456789012345678901234567891", "123456789012345678901234567890"),
    ("9007199254740993", "9007199254740992"), ("NaN", "0"), ("Infinity", "-Infinity"), (#""A""#, #""a""#),
    // The same letter, composed and decomposed, are two strings.
    (#""\u00e9""#, #""e\u0301""#), (#"{"\u00e9": 1}"#, #"{"e\u0301": 1}"#), (#""\ud800""#, #""\udc00""#),
    (String(repeating: "9", count: 400), "Infinity"),
  ])
  func differentValuesAreRejected(output: String, expected: String) {
    #expect(!accepts(output, expected))
    #expect(!accepts(expected, output))
  }

  @Test(arguments: [
    "", "1 2", "[1,]", "[1", "{\"a\":}", "{a: 1}", "01", "+1", ".5", "1.", "1e", "'a'", "\"a", "\"\n\"",
    "tru", "nan",
    "--1", "[1]]", "\"\\x41\"", "\"\\u12g4\"", "\"\\u+123\"", "{\"a\":1,}", "0x10", "1\0",
  ])
  func whatIsNoJSONIsRejected(output: String) {
    #expect(!accepts(output, "1"))
    #expect(JSONValue(parsing: Data(output.utf8)) == nil)
  }

  @Test func invalidTextIsRejected() {
    #expect(JSONValue(parsing: Data([0x22, 0xFF, 0x22])) == nil)
    #expect(JSONValue(parsing: Data([0xEF, 0xBB, 0xBF, 0x31])) == nil)
  }

  @Test func floatsUseTheProblemsTolerances() {
    let rules = TokenComparison(absoluteTolerance: 0.01)
    #expect(accepts("[1.005]", "[1.0]", rules))
    #expect(!accepts("[1.02]", "[1.0]", rules))
    // Two integers are compared exactly, whatever the tolerance.
    #expect(!accepts("101", "100", TokenComparison(relativeTolerance: 0.5)))
  }

  @Test func deepDocumentsNeitherCrashNorPass() async {
    let deep = String(repeating: "[", count: 100_000)
    #expect(!accepts(deep, "[]"))
    #expect(!accepts(deep + String(repeating: "]", count: 100_000), "[]"))
    #expect(!accepts(String(repeating: #"{"a":"#, count: 100_000), "{}"))
  }

  @Test func documentsAsDeepAsPythonWritesAreCompared() async {
    let document = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    let isAccepted = await Task.detached { accepts(document, document + "\n") }.value
    #expect(isAccepted)
  }

  @Test func theMessageIsHarmlessAndShort() {
    let result = OutputComparer.compare(
      output: Data("\"\u{7F}\u{9B}31m\(String(repeating: "x", count: 5000))\"".utf8),
      expected: Data("1".utf8),
      using: .json(TokenComparison()))
    #expect(!result.accepted)
    #expect(!result.message.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    #expect(result.message.count < 200)
  }

  @Test func outputsThatAreNoJSONAgreeOnlyWhenTheyAreTheSame() {
    let rules = OutputComparison.json(TokenComparison())
    #expect(OutputComparer.agree(Data("oops".utf8), Data("oops".utf8), using: rules))
    #expect(!OutputComparer.agree(Data("oops".utf8), Data("oops ".utf8), using: rules))
    #expect(OutputComparer.agree(Data("[1]".utf8), Data("[ 1.0 ]".utf8), using: rules))
  }

  @Test func aResultOfFarTooManyValuesIsNotReadToItsEnd() {
    let members = String(repeating: #"{"":0},"#, count: 1_000_000)
    let outcome = OutputComparer.compare(
      output: Data("[\(members)0]".utf8), expected: Data("[1]".utf8), using: .json(TokenComparison()))
    #expect(!outcome.accepted)
    #expect(outcome.message.contains("has more than 10128 values"))
  }

  @Test func aLargeResultIsComparedWhereALargeOneIsExpected() {
    let large = "[" + String(repeating: "[1, 2], ", count: 50_000) + "3]"
    #expect(accepts(large, large))
    #expect(!accepts(large, "[3]"))
  }
}
