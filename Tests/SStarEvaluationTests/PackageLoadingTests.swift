import Foundation
import SStar
import Testing

@testable import SStarEvaluation

@Suite struct PackageLoadingTests {
  @Test func aLegacyPackageIsRead() throws {
    let package = try TemporaryPackage([
      "submissions/accepted/a.py": "print(1)", "submissions/wrong_answer/b.cpp": "int main() {}",
      "input_validators/v.py": "exit(42)", "generators/g.py": "print(1)",
    ])
    let loaded = try package.load()
    #expect(loaded.problem.id == "add")
    #expect(loaded.problem.title == "Add")
    #expect(loaded.problem.statement == "Add two numbers.\n")
    #expect(loaded.problem.kind == .standardIO)
    #expect(loaded.problem.comparison == .default)
    #expect(
      loaded.problem.publicTests == [
        TestCase(name: "sample/1", input: Data("1 2\n".utf8), expectedOutput: Data("3\n".utf8))
      ])
    #expect(loaded.submissions.map(\.name) == ["accepted/a.py", "wrong_answer/b.cpp"])
    #expect(loaded.submissions.map(\.folder) == ["accepted", "wrong_answer"])
    #expect(loaded.submissions.map(\.program.language) == ["python3", "cpp"])
    #expect(loaded.inputValidators.map(\.language) == ["python3"])
    #expect(loaded.generators.count == 1)
    #expect(loaded.outputValidator == nil)
    #expect(loaded.warnings.isEmpty)
  }

  @Test(arguments: ["2023-07-draft", "2023-07", "2025-09"])
  func aPackageOfTheNewerFormatIsRead(version: String) throws {
    let package = try TemporaryPackage(
      yaml: """
        problem_format_version: \(version)
        type: pass-fail
        name:
          sv: Addera
          en: Add it
        uuid: 8ee7605a-8e7a-4b4a-8a5f-0d4e0f3b8f9a
        embargo_until: 2024-01-01
        limits:
          time_limit: 1.5
          memory: 256
          output: 1
          time_multipliers: {ac_to_time_limit: 2.0}
        """,
      [
        "statement/problem.sv.md": "Addera", "statement/problem.en.tex": "Add in TeX",
        "output_validator/validate.cpp": "#include \"testlib.h\"", "output_validator/testlib.h": "//",
        "data/test_group.yaml": "output_validator_args: [tight, 1e-6, 010]",
      ])
    try package.remove("problem_statement")
    let loaded = try package.load()
    #expect(loaded.problem.title == "Add it")
    #expect(loaded.problem.statement == "Add in TeX")
    #expect(loaded.problem.limits == Limits(cpuSeconds: 1.5, memoryBytes: 256 << 20, outputBytes: 1 << 20))
    #expect(loaded.problem.comparison == .validator)
    let validator = try #require(loaded.outputValidator)
    #expect(validator.program.files.map(\.name) == ["validate.cpp", "testlib.h"])
    #expect(validator.arguments == ["tight", "1e-6", "010"])
  }

  @Test func withoutSamplesThereAreNoPublicTests() throws {
    let package = try TemporaryPackage()
    try package.remove("data/sample")
    #expect(try package.load().problem.publicTests.isEmpty)
  }

  @Test func englishAndMarkdownArePreferredAmongStatements() throws {
    let package = try TemporaryPackage([
      "problem_statement/problem.de.md": "de", "problem_statement/problem.tex": "plain",
      "problem_statement/problem.en.tex": "tex", "problem_statement/problem.en.md": "md",
      "problem_statement/notes.md": "notes",
    ])
    #expect(try package.load().problem.statement == "md")
    try package.remove("problem_statement/problem.en.md")
    #expect(try package.load().problem.statement == "tex")
    try package.remove("problem_statement/problem.en.tex")
    #expect(try package.load().problem.statement == "plain")
  }

  @Test(arguments: [
    ("\\problemname{A Title}\nText", "A Title"),
    ("%% plainproblemname: x^2\n\\problemname{$x^2$}\n", "x^2"), ("Text", "add"),
  ])
  func theTitleComesFromTheStatementWhenTheSettingsHaveNone(statement: String, title: String) throws {
    let package = try TemporaryPackage(yaml: "", ["problem_statement/problem.tex": statement])
    try package.remove("problem_statement/problem.en.md")
    #expect(try package.load().problem.title == title)
  }

  @Test func textsThatLookLikeOtherValuesStayTexts() throws {
    let package = try TemporaryPackage(yaml: "name: No\n2024: x\nunknown: [1, {a: b}]\n")
    #expect(try package.load().problem.title == "No")
  }

  @Test func functionProblemsCompareJSONAndCallTheEntryPoint() throws {
    let package = try TemporaryPackage(
      yaml: """
        name: Add
        validator_flags: float_tolerance 1e-4
        sstar:
          entry_point: add
          signature: "def add(a: int, b: int) -> int:"
        """, ["submissions/accepted/a.py": "def add(a, b): return a + b"])
    let loaded = try package.load()
    #expect(
      loaded.problem.kind
        == .function(FunctionSignature(entryPoint: "add", signature: "def add(a: int, b: int) -> int:")))
    #expect(
      loaded.problem.comparison
        == .json(TokenComparison(absoluteTolerance: 1e-4, relativeTolerance: 1e-4)))
    #expect(loaded.submissions.map(\.program.entryPoint) == ["add"])
  }

  @Test func scoringProblemsAreReadAsPassFail() throws {
    let package = try TemporaryPackage(
      yaml: "problem_format_version: 2023-07-draft\nname: A\ntype: scoring\n")
    #expect(try package.load().problem.title == "A")
  }
}
