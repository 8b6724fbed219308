import Foundation
import SStar
import Testing

@testable import SStarEvaluation

@Suite("What a package promises of its submissions")
struct SubmissionExpectationsTests {
  private static let yaml2023 = "problem_format_version: 2023-07-draft\nname: Echo\nuuid: 1"

  private let suite: SuiteDirectory

  init() throws { suite = try SuiteDirectory() }

  private func rules(
    _ path: String, source: String = "", yaml: String = yaml2023, file: String? = nil
  ) throws -> [SubmissionRule] {
    let files = file.map { ["submissions/submissions.yaml": $0] } ?? [:]
    let package = try suite.package(files, yaml: yaml)
    let submission = Submission(
      name: path, folder: String(path.prefix { $0 != "/" }),
      program: Program(language: "python3", source: source))
    return try SubmissionExpectations(package: package).rules(for: submission)
  }

  private func keeps(_ letters: String, _ rules: [SubmissionRule]) -> Bool {
    rules.allSatisfy { $0.breach(by: SubmissionRuleTests.results(letters)) == nil }
  }

  @Test("A tag in the source promises what a folder of another name does not")
  func tag() throws {
    let tagged = try rules("mixed/a.c", source: "/* @EXPECTED_RESULTS@: WRONG-ANSWER, TIMELIMIT */")
    #expect(keeps("AWT", tagged))
    #expect(!keeps("AAA", tagged))
    #expect(!keeps("AWR", tagged))
    #expect(try rules("mixed/a.c", source: "int main() {}").isEmpty)
    let right = try rules("mixed/a.py", source: "# @expected_results@: correct,Time_Limit_Exceeded\n")
    #expect(keeps("AAA", right) && keeps("ATA", right) && !keeps("AWA", right))
  }

  @Test("In the four standard folders the tag is left aside")
  func tagInStandardFolder() throws {
    let rules = try rules("accepted/a.py", source: "# @EXPECTED_RESULTS@: WRONG-ANSWER")
    #expect(keeps("AAA", rules))
    #expect(!keeps("AWA", rules))
  }

  @Test("In submissions.yaml a folder's own entry replaces its default, other patterns add to it")
  func submissionsFile() throws {
    let file = """
      time_limit_exceeded:
        permitted: [AC, WA, TLE]
      time_limit_exceeded/easy*.py:
        authors: Somebody
        secret/1:
          permitted: [AC]
      """
    let replaced = try rules("time_limit_exceeded/slow.py", file: file)
    #expect(keeps("WAT", replaced))
    #expect(!keeps("WAA", replaced))
    let added = try rules("time_limit_exceeded/easy.py", file: file)
    #expect(keeps("AWT", added))
    #expect(!keeps("WAT", added))
  }

  @Test("A pattern promises something of a folder that promises nothing by itself")
  func patternAlone() throws {
    let file = "mixed/*:\n  required: [TLE]\n  permitted: AC TLE WA\n"
    #expect(keeps("WAT", try rules("mixed/a.py", file: file)))
    #expect(!keeps("WAA", try rules("mixed/a.py", file: file)))
    #expect(try rules("other/a.py", file: file).isEmpty)
  }

  @Test("A whole folder that is unknown by name can be described by its own entry")
  func unknownFolderEntry() throws {
    let rules = try rules("mixed/a.py", file: "mixed:\n  permitted: [AC, RTE]\n  required: [RTE]\n")
    #expect(keeps("AR", rules) && !keeps("AA", rules))
  }

  @Test("use_for_time_limit says that a submission is fast enough, or too slow")
  func timeLimitBounds() throws {
    let file =
      "slow:\n  secret/1:\n    use_for_time_limit: lower\n  secret/{2,3}:\n    use_for_time_limit: upper\n"
    let rules = try rules("slow/a.py", file: file)
    #expect(keeps("WTA", rules))
    #expect(!keeps("TTA", rules))
    #expect(!keeps("AAW", rules))
  }

  @Test("An unknown verdict is an error that names file and field")
  func malformed() throws {
    let error = #expect(throws: PackageError.self) {
      _ = try rules("accepted/a.py", file: "accepted/*:\n  permitted: [AC, MAYBE]\n")
    }
    #expect(error?.field == "accepted/*.permitted")
    #expect(error?.file.hasSuffix("submissions/submissions.yaml") == true)
    #expect(error?.problem.contains("MAYBE") == true)
  }

  @Test("What is not heeded is said")
  func unheeded() throws {
    let file = "accepted/*:\n  score: 3\n  model_solution: true\n"
    let package = try suite.package(["submissions/submissions.yaml": file], yaml: Self.yaml2023)
    let warnings = try SubmissionExpectations(package: package).warnings
    #expect(warnings.count == 1)
    #expect(warnings.first?.hasSuffix("accepted/*: score is left aside") == true)
  }
}
