import Foundation
import SStarExecution
import Testing

@testable import SStarEvaluation

@Suite("Assertions about a function")
struct PythonCheckTests {
  private func pairs(_ tests: [ImportedTest]?) -> [String]? {
    tests?.map { test in
      switch test {
      case .data(let input, let answer):
        String(decoding: input, as: UTF8.self) + "=" + String(decoding: answer, as: UTF8.self)
      case .assertions(let code): code
      }
    }
  }

  @Test("Comparisons with literals become arguments and results in JSON")
  func comparisons() {
    let check = """
      METADATA = {'author': 'x'}

      def check(candidate):
          # first
          assert candidate([1, 2], 'a#b') == [
              'x',  # over lines
              'y)',
          ], "message"
          assert True, "a note"
          assert candidate(-1.5, None) == True

      """
    #expect(
      pairs(PythonCheck.tests(check, function: "check")) == [
        "[1, 2]\n\"a#b\"\n=[\"x\", \"y)\"]\n", "-1.5\nnull\n=true\n",
      ])
  }

  @Test(
    "A check that does anything else is kept as a whole",
    arguments: [
      "for i in range(3):\n        assert candidate(i) == i", "assert abs(candidate(1) - 2) < 1e-6",
      "assert candidate((1, 2)) == 3", "assert candidate(1) == (2, 3)", "assert candidate(1) == 2 or True",
      "assert candidate(1)", "assert not candidate(1)", "assert candidate(x=1) == 2", "assert other(1) == 2",
      "assert candidate(1) == 2 if True else 3", "x = 1", "pass", "assert candidate(1) == [1][0]",
    ])
  func kept(statement: String) {
    let check = "def check(candidate):\n    assert candidate(5) == 5\n    \(statement)\n"
    #expect(statement == "pass" || PythonCheck.tests(check, function: "check") == nil)
    #expect(PythonCheck.tests("def check(candidate):\n    \(statement)\n", function: "check") == nil)
  }

  @Test("Examples of a docstring in the ways that people write them")
  func docstring() {
    let prompt = #"""
      def other_f(x):
          """ other_f(1) == 5 """

      def f(x, y=[1]):
          """ Adds f(x).
          >>> f(1, 2)
          3
          >>> f(1)
          (1, 2)
          f("a") ➞ "b"
          f([1]) => True.
          For example, f(7) should return 8
          f(9) ==> false
          f(1, 2) == 3
          f(n) == n
          """

      """#
    #expect(
      pairs(DocstringExamples.tests(in: prompt, function: "f")) == [
        "1\n2\n=3\n", "assert f(1) == (1, 2)\n", "\"a\"\n=\"b\"\n", "[1]\n=true\n", "7\n=8\n", "9\n=false\n",
      ])
  }
}
