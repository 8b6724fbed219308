import Testing

@testable import SStar

@Suite struct ProgramExtractionTests {
  private static let whole = ProgramExtraction(languages: ["python3"])
  private static let function = ProgramExtraction(languages: ["python3"], entryPoint: "solve")

  private static func source(
    _ text: String, _ extraction: ProgramExtraction = whole, finish: ModelReply.Finish = .stop
  ) throws -> String {
    try extraction.program(in: ModelReply(sample: 0, text: text, finish: finish)).source
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var reply: String
    var source: String
  }

  static let cases = [
    Case(
      testDescription: "one block", reply: "Text\n```python\nprint(input())\n```\nMore text.",
      source: "print(input())\n"),
    Case(testDescription: "other label", reply: "```py\nprint(input())\n```", source: "print(input())\n"),
    Case(
      testDescription: "label on the next line", reply: "```\npython3\nprint(input())\n```",
      source: "print(input())\n"),
    Case(testDescription: "no label", reply: "```\nprint(input())\n```", source: "print(input())\n"),
    Case(
      testDescription: "the last of several blocks",
      reply: "```python\nprint(input())\n```\nBetter:\n```python\nprint(int(input()))\n```",
      source: "print(int(input()))\n"),
    Case(
      testDescription: "a later example does not read input",
      reply: "```python\nprint(input())\n```\nFor example:\n```python\nx = 1 + 1\n```",
      source: "print(input())\n"),
    Case(
      testDescription: "sample output in a block after the program",
      reply: "```python\nprint(input())\n```\nOutput:\n```\n5\n```", source: "print(input())\n"),
    Case(
      testDescription: "another language after the program",
      reply: "```python\nprint(input())\n```\n```bash\npython3 main.py\n```", source: "print(input())\n"),
    Case(
      testDescription: "an unfinished last block",
      reply: "```python\nprint(input())\n```\nOr\n```python\nprint(int(input(", source: "print(input())\n"),
    Case(
      testDescription: "a missing last fence", reply: "```python\nprint(input())\n",
      source: "print(input())\n"),
    Case(
      testDescription: "thoughts with code",
      reply: "<think>\n```python\nwrong = input()\n```\n</think>\n```python\nprint(input())\n```",
      source: "print(input())\n"),
    Case(
      testDescription: "thoughts whose beginning the template holds, with an end in them",
      reply: "wrong </think>\n```python\nwrong = input()\n```\n</think>\n```python\nprint(input())\n```",
      source: "print(input())\n"),
    Case(
      testDescription: "thoughts as Kimi marks them",
      reply: "◁think▷\n```python\nwrong = input()\n```\n◁/think▷\n```python\nprint(input())\n```",
      source: "print(input())\n"),
    Case(
      testDescription: "no fence", reply: "import sys\nprint(sys.stdin.read())",
      source: "import sys\nprint(sys.stdin.read())\n"),
    Case(
      testDescription: "no fence, prose around",
      reply: "Here is the program:\n\nn = int(input())\nprint(n)\n\nIt reads a number and prints it.",
      source: "n = int(input())\nprint(n)\n"),
    Case(
      testDescription: "an indented block in a list",
      reply: "1. So:\n   ```python\n   if input():\n     print(1)\n   ```",
      source: "if input():\n  print(1)\n"),
    Case(
      testDescription: "a longer fence around a fence",
      reply: "````python\nprint('''\n```\n''', input())\n````", source: "print('''\n```\n''', input())\n"),
    Case(testDescription: "tildes", reply: "~~~python\nprint(input())\n~~~", source: "print(input())\n"),
    Case(
      testDescription: "carriage returns", reply: "```python\r\nprint(input())\r\n```\r\n",
      source: "print(input())\n"),
  ]

  @Test(arguments: cases) func takesTheProgramOutOf(_ reply: Case) throws {
    #expect(try Self.source(reply.reply) == reply.source)
  }

  @Test(arguments: [
    ("cpp", "c++", "int main() {}"), ("go", "go", "package main\n\nfunc main() {}"),
    ("java", "java", "public class Main { public static void main(String[] a) {} }"),
    ("kotlin", "kotlin", "fun main() {}"), ("pypy3", "python", "print(input())"),
    ("rust", "rust", "fn main() {}"), ("typescript", "ts", "import * as fs from \"fs\";"),
  ])
  func programsOfAllLanguagesAreFoundByLabelAndByTheirLooks(
    language: String, label: String, source: String
  ) throws {
    let extraction = ProgramExtraction(languages: [language])
    for reply in ["Text\n```\(label)\n\(source)\n```", "Text\n```\n\(source)\n```\n```\n5\n```"] {
      let program = try extraction.program(in: ModelReply(sample: 0, text: reply, finish: .stop))
      #expect(program.language == language)
      #expect(String(decoding: program.files[0].contents, as: UTF8.self) == source + "\n")
    }
  }

  @Test func prefersTheBlockThatDefinesTheFunction() throws {
    let reply = "```python\ndef solve(x):\n  return x\n```\nUse:\n```python\nprint(solve(1))\n```"
    #expect(try Self.source(reply, Self.function) == "def solve(x):\n  return x\n")
  }

  @Test(arguments: [
    "def solve(x):\n  return x", "class Solution:\n    def solve(self, x):\n        return x",
    "solve = lambda x: x", "async def solve(x):\n  return x",
  ]) func recognisesADefinition(_ source: String) throws {
    #expect(ProgramExtraction.defines("solve", in: source))
  }

  @Test(arguments: ["def solver(x):\n  return x", "print(solve(1))", "return solve(x)", "x == solve(2)"])
  func aUseIsNoDefinition(_ source: String) {
    #expect(!ProgramExtraction.defines("solve", in: source))
  }

  @Test func aCutReplyGivesNoProgramEvenWithACompleteBlock() {
    #expect(throws: ProgramExtraction.Failure.cutAtTokenLimit) {
      try Self.source("```python\nprint(input())\n```\nAnd", finish: .length)
    }
  }

  @Test func saysWhyThereIsNoProgram() {
    #expect(throws: ProgramExtraction.Failure.emptyReply) { try Self.source(" \n") }
    #expect(throws: ProgramExtraction.Failure.unfinishedThoughts) {
      try Self.source("<think>\nprint(input())")
    }
    #expect(throws: ProgramExtraction.Failure.unfinishedThoughts) {
      try Self.source("◁think▷\nprint(input())")
    }
    #expect(throws: ProgramExtraction.Failure.noProgram(language: "python3")) { try Self.source("I cannot.") }
    #expect(throws: ProgramExtraction.Failure.noProgram(language: "python3")) {
      try Self.source("The answer is\n```\nf(n) = n·aⁿ mod p\n```")
    }
    #expect(throws: ProgramExtraction.Failure.entryPointMissing("solve")) {
      try Self.source("```python\ndef other(x):\n  return x\n```", Self.function)
    }
  }
}
