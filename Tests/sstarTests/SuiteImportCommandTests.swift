import Foundation
import Testing

@Suite("sstar suite import", .enabled(if: CommandRun.canRunPrograms))
struct SuiteImportCommandTests {
  private static let record =
    #"{"task_id": "HumanEval/7", "prompt": "def add(x, y):\n", "entry_point": "add", "#
    + #""canonical_solution": "    return x + y\n", "test": "def check(candidate):\n    assert candidate(2, 2) == 4\n"}"#
  private let files: ProblemDirectory

  init() throws {
    files = try ProblemDirectory(["problems.jsonl": Self.record + "\nbroken\n"])
  }

  private func run(_ options: String...) async throws -> CommandRun {
    let input = files.url.appendingPathComponent("problems.jsonl").path
    return try await CommandRun(
      ["suite", "import", input, "-o", files.url.appendingPathComponent("out").path] + options)
  }

  @Test("What was imported is summed up on standard output, what was not is named on standard error")
  func summary() async throws {
    let run = try await run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.lines == [
        "1 imported (1 confirmed by their reference solution, 0 not), 1 skipped (1 × not a JSON object), 0 warnings"
      ])
    #expect(run.errors.contains("skipped: problems.jsonl:2: not a JSON object: begins with “broken”"))
    let list = try await CommandRun(["suite", "list", files.url.appendingPathComponent("out").path])
    #expect(list.output.contains("humaneval-7") && list.output.contains("[humaneval]"))
  }

  @Test("--strict fails by what was skipped; an output that is there is refused; unknown formats are told")
  func refused() async throws {
    #expect(try await run("--strict", "--no-check").status == 65)
    let again = try await run("--no-check")
    #expect(again.status == 65 && again.errors.contains("--force"))
    #expect(try await run("--no-check", "--force").status == 0)
    #expect(try await run("--format", "nonsense").status == 64)
    // An import that comes to nothing leaves the earlier one.
    let other = try await run("--format", "mbpp", "--no-check", "--force")
    #expect(other.status == 65 && other.errors.contains("HumanEval/7: no tests: test_list is empty"))
    let list = try await CommandRun(["suite", "list", files.url.appendingPathComponent("out").path])
    #expect(list.output.contains("humaneval-7"))
  }
}
