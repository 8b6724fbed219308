import Foundation
import SStarExecution
import Testing

@testable import SStarEvaluation

/// Validation with real programs; skipped on a machine that grants no sandbox or has no Python.
@Suite("Suite validation in the sandbox")
struct SuiteValidationInSandboxTests {
  private static let adds = "print(sum(map(int, input().split())))\n"

  private func validate(_ package: TemporaryPackage) async throws -> PackageReport? {
    let directory = package.directory
    defer { withExtendedLifetime(package) {} }
    do {
      return try await Sandbox.withSandbox(SandboxOptions(workers: 2)) { sandbox in
        guard sandbox.languages.isUsable("python3") else { return nil }
        return try await SuiteValidation(sandbox: sandbox, concurrency: 2).validate(directory)
      }
    } catch SandboxError.tooWeak {
      return nil
    }
  }

  @Test("Programs, input validators and generators are run")
  func wholePackage() async throws {
    let package = try TemporaryPackage([
      "submissions/accepted/a.py": Self.adds, "submissions/wrong_answer/b.py": "print(3)",
      "submissions/run_time_error/c.py": "1 / 0", "submissions/time_limit_exceeded/d.py": "while True: pass",
      "input_validators/v.py": "import sys\nsys.exit(42 if len(sys.stdin.read().split()) == 2 else 43)",
      "generators/g.py": "mode, seed = input().split()\nprint(seed, *([] if mode == 'edge' else [1]))",
    ])
    guard let report = try await validate(package) else { return }
    #expect(report.submissions.map(\.outcome) == Array(repeating: .agrees, count: 4), "\(report)")
    #expect(report.problems.count == 3)
    #expect(report.problems.allSatisfy { $0.hasPrefix("generator g.py, edge ") })
    let crash = try #require(report.submissions.first { $0.name == "run_time_error/c.py" })
    #expect(crash.detail.contains("ZeroDivisionError"))
  }

  @Test("A custom output validator decides, with its arguments and messages")
  func outputValidator() async throws {
    let package = try TemporaryPackage(
      yaml: "validation: custom\nvalidator_flags: 100\nlimits: {time_limit: 1}\n",
      [
        "output_validators/v.py": """
        import sys
        answer = int(open(sys.argv[2]).read())
        given = int(sys.stdin.read())
        assert open(sys.argv[1]).read()
        open(sys.argv[3] + "judgemessage.txt", "w").write("off by %d" % (given - answer))
        sys.exit(42 if given == answer + int(sys.argv[4]) else 43)
        """,
        "submissions/accepted/a.py": "print(100 + sum(map(int, input().split())))",
        "submissions/wrong_answer/b.py": Self.adds, "submissions/rejected/c.py": "print('x')",
      ])
    guard let report = try await validate(package) else { return }
    let results = report.submissions.map { "\($0.name) \($0.outcome.rawValue)" }
    #expect(results == ["accepted/a.py agrees", "rejected/c.py skipped", "wrong_answer/b.py agrees"])
    #expect(report.submissions.last?.detail == "sample/1: off by 0")
    #expect(report.problems.count == 1)
    #expect(report.problems.first?.contains("rejected/c.py: could not be judged") == true)
  }
}
