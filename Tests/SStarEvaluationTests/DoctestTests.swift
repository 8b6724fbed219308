import Foundation
import SStar
import Testing

@testable import SStarEvaluation

@Suite struct DoctestTests {
  private func parse(_ lines: String) -> Problem {
    PlainStatement.parse("# Title\n```python\n\(lines)\n```\n", id: "p").problem
  }

  @Test func aStubWithDoctestsIsAFunctionProblem() {
    let problem = parse(
      """
      from typing import List

      def pick(values: List[int], strict: bool = True) -> int:
          \"""Picks.

          >>> pick([1, 2], True)
          2
          >>> pick([], False)
          >>> pick([3])
          3
          \"""
      """)
    #expect(
      problem.kind
        == .function(
          FunctionSignature(
            entryPoint: "pick", signature: "def pick(values: List[int], strict: bool = True) -> int:")))
    #expect(problem.comparison == .json(TokenComparison()))
    #expect(
      problem.publicTests.map { String(decoding: $0.input, as: UTF8.self) } == ["[1, 2]\ntrue\n", "[3]\n"])
    #expect(problem.publicTests.map { String(decoding: $0.expectedOutput, as: UTF8.self) } == ["2\n", "3\n"])
  }

  @Test(arguments: [
    ("(1, 'a')", #"[1, "a"]"#), ("(1,)", "[1]"), ("None", "null"), (#"'it\'s "True"'"#, #""it's \"True\"""#),
    ("123456789012345678901234567890", "123456789012345678901234567890"), ("0.1", "0.1"),
    (#"{'a': [True, False]}"#, #"{"a": [true, false]}"#), ("'None'", #""None""#), (#""a\n""#, #""a\n""#),
  ])
  func pythonLiteralsBecomeJSON(python: String, json: String) {
    #expect(PythonLiterals(python[...])?.values == [json])
  }

  @Test func argumentsAreSplitAtTheTopLevelOnly() {
    #expect(PythonLiterals("[1, 2], 'a, b', (3, 4)")?.values == ["[1, 2]", #""a, b""#, "[3, 4]"])
    #expect(PythonLiterals("")?.values == [])
  }

  @Test(arguments: ["{1, 2}", "x=1", "f(1)", "'open", "1 +", "[1", "{1: 2}", "set()", "1j", "..."])
  func whatHasNoJSONIsLeftOut(python: String) {
    #expect(PythonLiterals(python[...]) == nil)
  }

  @Test func callsOfOtherFunctionsAreNoTests() {
    #expect(parse("def g(x):\n    >>> f(1)\n    2\n    >>> g(1) + 1\n    3").publicTests.isEmpty)
  }
}
