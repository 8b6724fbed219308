import Foundation
import SStar
import Testing

@testable import SStarEvaluation

@Suite struct PlainStatementTests {
  private func tests(_ text: String) -> [[String]] {
    PlainStatement.parse(text, id: "p").problem.publicTests.map {
      [String(decoding: $0.input, as: UTF8.self), String(decoding: $0.expectedOutput, as: UTF8.self)]
    }
  }

  @Test func numberedSamplesInFencedBlocks() {
    let text = """
      # Sum

      Add numbers.

      ## Input
      The first line holds n.
      ## Output
      Print the sum.

      ## Sample Input 1
      ```
      2
      1 2
      ```
      ## Sample Output 1
      ```
      3
      ```
      ### Sample Input 2

      ```text
      0

      ```

      ### Sample Output 2
      ```text
      0
      ```
      """
    #expect(tests(text) == [["2\n1 2\n", "3\n"], ["0\n\n", "0\n"]])
    let (problem, warnings) = PlainStatement.parse(text, id: "sum")
    #expect(problem.title == "Sum")
    #expect(problem.id == "sum")
    #expect(problem.statement == text)
    #expect(problem.publicTests.map(\.name) == ["sample/1", "sample/2"])
    #expect(warnings.isEmpty)
  }

  @Test func windowsLineEndsAreRead() {
    let text = "## Sample Input 1\r\n```\r\n1\r\n```\r\n## Sample Output 1\r\n```\r\n2\r\n```\r\n"
    #expect(tests(text) == [["1\n", "2\n"]])
  }

  @Test func examplesAsAtCodeforces() {
    let text = """
      time limit per test
      1.5 seconds
      memory limit per test
      256 megabytes

      **Input**

      The only line contains an integer.

      **Output**

      Print it.

      **Examples**

      Input
      ```
      1
      ```
      Output
      ```
      2
      ```
      Input
      ```
      3
      ```
      Output
      ```
      4
      ```

      **Note**

      Nothing.
      """
    #expect(tests(text) == [["1\n", "2\n"], ["3\n", "4\n"]])
    #expect(
      PlainStatement.parse(text, id: "p").problem.limits == Limits(cpuSeconds: 1.5, memoryBytes: 256 << 20))
  }

  @Test func pairsOfFencedBlocksBelowAHeading() {
    let text = "### Example 1\n```\n3\n```\n```\n6\n```\n### Example 2\n\n~~~\n4\n~~~\n\n~~~\n8\n~~~\n"
    #expect(tests(text) == [["3\n", "6\n"], ["4\n", "8\n"]])
  }

  @Test func labelsInsideOneFencedBlock() {
    #expect(tests("## Example\n```\nInput:\n3 4\nOutput:\n7\n```\n") == [["3 4\n", "7\n"]])
  }

  @Test func labelsWithPlainLines() {
    let text = """
      Example:

      Input:
      3 4
      5
      Output:
      12
      Explanation: the sum.

      Input: 1
      Output: `1`
      """
    #expect(tests(text) == [["3 4\n5\n", "12\n"], ["1\n", "1\n"]])
  }

  @Test func descriptionsOfTheFormatAreNoExamples() {
    let text = """
      Input: The first line contains 2 integers a and b.
      Output: Print their sum.

      ## Input
      Two integers.

      ## Output
      One integer.

      Input:
      2 integers
      Output:
      1 integer
      """
    #expect(tests(text).isEmpty)
    #expect(PlainStatement.parse(text, id: "p").warnings.count == 1)
  }

  @Test func codeIsNoExample() {
    #expect(tests("## Example\n```python\nprint(1)\n```\n```cpp\nint main() {}\n```\n").isEmpty)
  }

  @Test func namedArgumentsAreLeftOutWithAWarning() {
    let (problem, warnings) = PlainStatement.parse(
      "Example 1:\nInput: nums = [2,7], target = 9\nOutput: [0,1]\n", id: "p")
    #expect(problem.publicTests.isEmpty)
    #expect(warnings.contains { $0.contains("doctest") })
  }

  @Test func emptyInputsAndOutputsAreExamples() {
    #expect(tests("Sample Input\n```\n```\nSample Output\n```\n```\n") == [["", ""]])
  }

  @Test(arguments: [
    "", "\n", "#", "# ", "```", "## Sample Input\n```", "Sample Input", "Input:", "## Example\n```\n```",
    ">>> f(1)",
    "def f(", "def (", "Time limit:", "Memory limit: 99999999999999999999999 MB", "Time limit: 1e999 seconds",
    "Time limit: ² seconds", String(repeating: "```\n", count: 3), "def f(x):\n>>> f(",
  ])
  func oddTextsGiveNoTestsAndAWarning(text: String) {
    let (problem, warnings) = PlainStatement.parse(text, id: "p")
    #expect(problem.publicTests.isEmpty)
    #expect(!warnings.isEmpty)
    #expect(problem.title == "p")
    #expect(problem.limits == Limits())
  }

  @Test(arguments: [
    ("Time limit: 2 seconds", 2.0), ("**Time limit:** 1.5 s", 1.5), ("Time Limit: 500 ms", 0.5),
    ("time limit per test: 3 seconds", 3), ("Time limit: 1 minute", 60),
    ("Time limit exceeded on 5 tests", 2),
    ("Time limit: 0 seconds", 2), ("Time limit\n\n7", 2),
  ])
  func timeLimits(text: String, seconds: Double) {
    #expect(PlainStatement.parse(text, id: "p").problem.limits.cpuSeconds == seconds)
  }

  @Test(arguments: [
    ("Memory limit: 256 MB", 256), ("Memory limit: 1 GiB", 1024), ("- Memory limit: 65536 KB", 64),
    ("Memory limit: 512", 512), ("Memory limit: 1 MB", 1024),
  ])
  func memoryLimits(text: String, mebibytes: Int) {
    #expect(PlainStatement.parse(text, id: "p").problem.limits.memoryBytes == mebibytes << 20)
  }
}
