import Foundation
import Testing

@testable import SStarEvaluation

@Suite("Tests that a statement shows")
struct ShownExamplesTests {
  private func test(_ input: String, _ answer: String) -> ImportedTest {
    .text(Array(input.utf8), Array(answer.utf8))
  }

  private func shows(_ statement: String, _ input: String, _ answer: String) -> Bool {
    !ShownExamples(statement).shown([test(input, answer)]).isEmpty
  }

  @Test(
    "An input below its label and its output below the next one, however they are drawn",
    arguments: [
      "Add.\n\n-----Input-----\nTwo numbers.\n\n-----Output-----\nThe sum.\n\n-----Examples-----\nInput\n1\n2\n\nOutput\n3\n\nInput\n5\n7\n\nOutput\n12\n\n-----Note-----\nEasy.\n",
      "-----Sample Input-----\n1 2\n\n-----Sample Output-----\n3\n\nAll is clear.\n",
      "-----Sample Input 1:-----\n\n1\n\n2\n-----Sample Output 1:-----\n\n3\n-----EXPLANATION-----\nSo it is.",
      "-----Example-----\nInput:\n1  2\n\nOutput:\n3\nExplanation: so it is",
      "Examples\r\n\r\nInput\r\n\r\n1 2\r\n\r\n\r\nOutput\r\n\r\n3\r\n\r\n\r\nInput\r\n\r\n8",
      "SAMPLE INPUT\n1 2\n\nSAMPLE OUTPUT\n3\n", "Example 1:\nInput: 1 2\nOutput: 3\nExample 2:\n",
    ])
  func shown(statement: String) {
    #expect(shows(statement, "1 2\n", "3\n"))
    #expect(shows(statement, "1\n2", "3"))
    #expect(!shows(statement, "1 2", "4"))
    #expect(!shows(statement, "1", "3"))
    #expect(!shows(statement, "2", "3"))
  }

  @Test("What stands elsewhere in the statement is no example")
  func elsewhere() {
    let statement =
      "Print 1 or 0 modulo 1000000007, 0 <= n <= 1000000.\n\n-----Input-----\nn\n\n-----Output-----\n1 or 0\n"
    for (input, answer) in [
      ("1", "1"), ("0", "1"), ("1000000", "0"), ("1000000007", "1"), ("n", "1"), ("n", "0"),
    ] {
      #expect(!shows(statement, input, answer))
    }
    let example = statement + "-----Example-----\nInput\n12 1\n\nOutput\n-1\n"
    #expect(shows(example, "12 1", "-1"))
    for (input, answer) in [("12 1", "1"), ("2 1", "-1"), ("1", "-1"), ("12", "-1")] {
      #expect(!shows(example, input, answer))
    }
    // The sign is no part of the label's decoration.
    #expect(!shows("Input: 5\nOutput: -1", "5", "1"))
    #expect(shows("Input: 5\nOutput: -1", "5", "-1"))
  }

  @Test("An answer is all paragraphs of the output or the first few, never a part of one")
  func paragraphs() {
    let statement = "Input\n7\n\nOutput\n1 2\n3\n\n4\n\nThe answer is thus."
    #expect(shows(statement, "7", "1 2\n3\n"))
    #expect(shows(statement, "7", "1 2\n3\n\n4"))
    #expect(!shows(statement, "7", "1 2"))
    #expect(!shows(statement, "7", "1 2 3 4 The"))
  }

  @Test("An output without an input before it is no example, and neither is an empty input")
  func pairs() {
    #expect(!shows("Output\n3\n\nOutput\n4", "3", "4"))
    #expect(!shows("Input\n3\n\nInput\n4", "3", "4"))
    #expect(!shows("Input\n\nOutput\n4", "", "4"))
  }

  @Test(
    "Calls: arguments with or without names, doctests and comparisons",
    arguments: [
      "Example 1:\n\n\nInput: nums = [1,2], word = \"a\", flag = true\nOutput: [\"b\", null]\nExplanation: so it is.",
      "Example 1:\nInput: [1, 2], 'a', true\nOutput: ['b', null]\n\nExample 2:\n",
      "Example:\nInput:\nnums = [1, 2]\nword = \"a\"\nflag = True\nOutput:\n[\"b\", null]\n",
      "    >>> f([1, 2], 'a', True)\n    ['b', None]\n", "f([1, 2], \"a\", True) == [\"b\", None]",
    ])
  func calls(statement: String) throws {
    let examples = ShownExamples(statement)
    func isShown(_ input: String, _ answer: String) -> Bool {
      !examples.shown([test(input, answer)], of: "f", in: statement).isEmpty
    }
    #expect(isShown("[1, 2]\n\"a\"\ntrue\n", "[\"b\", null]\n"))
    #expect(isShown("[1, 2]\n\"\\\"a\\\"\"\ntrue\n", "[\"b\", null]\n"))
    #expect(!isShown("[1, 2]\n\"a\"\nfalse\n", "[\"b\", null]\n"))
    #expect(!isShown("[1, 2]\n\"a\"\ntrue\n", "[\"b\"]\n"))
    #expect(!isShown("[1, 2]\n", "[\"b\", null]\n"))
  }
}
