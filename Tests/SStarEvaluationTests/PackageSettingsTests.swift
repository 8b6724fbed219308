import Foundation
import SStar
import Testing

@testable import SStarEvaluation

@Suite struct PackageSettingsTests {
  private func comparison(_ flags: String) throws -> OutputComparison {
    let package = try TemporaryPackage(yaml: "validator_flags: \(flags)\n")
    return try package.load().problem.comparison
  }

  @Test func validatorFlagsAreRead() throws {
    #expect(try comparison("case_sensitive") == .tokens(TokenComparison(caseSensitive: true)))
    #expect(
      try comparison("space_change_sensitive case_sensitive")
        == .tokens(TokenComparison(caseSensitive: true, spaceChangeSensitive: true)))
    #expect(
      try comparison("float_tolerance 1e-6")
        == .tokens(TokenComparison(absoluteTolerance: 1e-6, relativeTolerance: 1e-6)))
    #expect(
      try comparison("[float_absolute_tolerance, 1e-6, float_relative_tolerance, 0.5]")
        == .tokens(TokenComparison(absoluteTolerance: 1e-6, relativeTolerance: 0.5)))
    #expect(try comparison("''") == .default)
  }

  @Test(arguments: [
    "float_tolerance", "float_tolerance tiny", "float_tolerance -1", "float_tolerance nan",
    "float_tolerance inf",
    "ignore_case", "{a: b}", "[[x]]",
  ])
  func wrongFlagsAreErrorsThatNameTheField(flags: String) throws {
    let error = #expect(throws: PackageError.self) { try comparison(flags) }
    #expect(error?.field == "validator_flags")
  }

  @Test func flagsOfTheHiddenTestsGroupFollowThoseOfTheProblem() throws {
    let package = try TemporaryPackage(
      yaml: "validator_flags: case_sensitive\n",
      [
        "data/testdata.yaml": "output_validator_flags: float_tolerance 1e-3\n",
        "data/secret/testdata.yaml": "on_reject: break\n",
      ])
    let expected = TokenComparison(caseSensitive: true, absoluteTolerance: 1e-3, relativeTolerance: 1e-3)
    #expect(try package.load().problem.comparison == .tokens(expected))
    #expect(try package.hiddenTests().count == 1)
  }

  @Test func testsWithFlagsOfTheirOwnAreRefused() throws {
    let group = try TemporaryPackage([
      "data/secret/a/1.in": "", "data/secret/a/1.ans": "",
      "data/secret/a/test_group.yaml": "output_validator_args: [case_sensitive]",
    ])
    let error = #expect(throws: PackageError.self) { try group.hiddenTests() }
    #expect(error?.description.contains("case_sensitive") == true)
    let test = try TemporaryPackage(["data/secret/1.yaml": "args: [--fast]"])
    #expect(throws: PackageError.self) { try test.hiddenTests() }
    let files = try TemporaryPackage(["data/secret/1.files/x.txt": "x"])
    #expect(throws: PackageError.self) { try files.hiddenTests() }
  }

  @Test func limitsHaveDocumentedDefaults() throws {
    let package = try TemporaryPackage(yaml: "name: A\n")
    let loaded = try package.load()
    #expect(loaded.problem.limits == Limits(cpuSeconds: 2, memoryBytes: 2048 << 20, outputBytes: 8 << 20))
    #expect(loaded.warnings.contains { $0.contains("no time limit") })
  }

  @Test(
    arguments: [
      ("name: A\n", 0.7, 4), ("name: A\n", 0.01, 1), ("limits: {time_multiplier: 3}\n", 0.7, 3),
      ("problem_format_version: 2023-07-draft\n", 0.7, 2),
      (
        "problem_format_version: 2023-07-draft\nlimits: {time_resolution: 0.5, time_multipliers: {ac_to_time_limit: 4}}\n",
        0.8, 3.5
      ),
    ])
  func aTimeLimitFollowsFromTheSlowestSubmissionByTheRulesOfTheFormat(
    yaml: String, slowest: Double, limit: Double
  ) throws {
    let package = try TemporaryPackage(yaml: yaml)
    let configuration = try ProblemConfiguration(
      directory: package.directory, files: PackageFiles(root: package.directory))
    #expect(configuration.timeLimitRule?.limit(slowest: slowest) == limit)
  }

  @Test func whereATimeLimitIsGivenNoneFollows() throws {
    let package = try TemporaryPackage(yaml: "limits: {time_limit: 1, time_multiplier: 3}\n")
    let configuration = try ProblemConfiguration(
      directory: package.directory, files: PackageFiles(root: package.directory))
    #expect(configuration.timeLimitRule == nil)
  }

  @Test(
    arguments: [
      ("type: [interactive]\n", [:]), ("validation: custom interactive\n", [:]), ("type: multi-pass\n", [:]),
      ("name: A\n", ["data/secret/1.yaml": "args: [--fast]"]),
      ("name: A\n", ["data/secret/1.files/x.txt": "x"]),
    ])
  func whatIsNotSupportedIsToldFromWhatIsMalformed(yaml: String, files: [String: String]) throws {
    let package = try TemporaryPackage(yaml: yaml, files)
    let error = #expect(throws: PackageError.self) {
      _ = try package.load()
      _ = try package.hiddenTests()
    }
    #expect(error?.isUnsupported == true)
    let malformed = #expect(throws: PackageError.self) {
      try TemporaryPackage(yaml: "limits: {memory: lots}\n").load()
    }
    #expect(malformed?.isUnsupported == false)
  }

  @Test func theTimeLimitComesFromTheFirstPlaceThatGivesIt() throws {
    func seconds(_ files: [String: String], _ yaml: String = "name: A\n") throws -> Double {
      try TemporaryPackage(yaml: yaml, files).load().problem.limits.cpuSeconds
    }
    let ini = ["domjudge-problem.ini": "short-name = a\ntimelimit = '2.5'\n"]
    #expect(try seconds(ini) == 2.5)
    #expect(try seconds(ini.merging([".timelimit": "1.5\n"]) { $1 }) == 1.5)
    #expect(try seconds([".timelimit": "1.5\n"], "limits: {time_limit: 3}\n") == 3)
  }

  @Test(arguments: [
    ("limits: {memory: lots}", "limits.memory"), ("limits: {memory: -1}", "limits.memory"),
    ("limits: {memory: 1e300}", "limits.memory"), ("limits: {time_limit: 0}", "limits.time_limit"),
    ("limits: {time_limit: .nan}", "limits.time_limit"), ("limits: {output: [1]}", "limits.output"),
    ("limits: many", "limits"), ("limits: [1]", "limits"), ("name: [a]", "name"), ("name: {en: [a]}", "name"),
    ("validation: strict", "validation"), ("validation: custom interactive", "validation"),
    ("validation: custom multi-pass", "validation"), ("validation: custom", "validation"),
    ("type: interactive", "type"), ("type: [pass-fail, multi-pass]", "type"), ("type: submit-answer", "type"),
    ("problem_format_version: 2030-01", "problem_format_version"), ("sstar: {}", "sstar.entry_point"),
    ("sstar: {entry_point: 'a;b'}", "sstar.entry_point"), ("sstar: x", "sstar"),
  ])
  func wrongSettingsAreErrorsThatNameFileAndField(yaml: String, field: String) throws {
    let package = try TemporaryPackage(yaml: yaml)
    let error = #expect(throws: PackageError.self) { try package.load() }
    #expect(error?.field == field)
    #expect(error?.file.hasSuffix("problem.yaml") == true)
    #expect(error?.description.contains("problem.yaml: \(field): ") == true)
  }

  @Test(arguments: [
    "a: [", "- a", "text", "a: b\na: c", "\t", "a: *x", "a: &x [*x]", String(repeating: "[", count: 50_000),
    String(repeating: "{a: ", count: 50_000), "\0",
    "b0: &b0 x\n" + (1..<64).map { "b\($0): &b\($0) [*b\($0 - 1), *b\($0 - 1)]\n" }.joined(),
  ])
  func whatIsNoMappingIsAnErrorAndNoCrash(yaml: String) throws {
    let package = try TemporaryPackage(yaml: yaml)
    #expect(throws: PackageError.self) { try package.load() }
  }

  @Test(arguments: [
    (".timelimit", "fast"), (".timelimit", "1e99"), ("domjudge-problem.ini", "timelimit=soon"),
  ])
  func wrongTimeLimitFilesAreErrors(name: String, text: String) throws {
    let package = try TemporaryPackage(yaml: "name: A\n", [name: text])
    let error = #expect(throws: PackageError.self) { try package.load() }
    #expect(error?.file.hasSuffix(name) == true)
  }
}
