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

  @Test(
    "A package as contest archives have them: no time limit, a validator in C++, sources of several languages"
  )
  func contestPackage() async throws {
    // Prints any two numbers with the given sum.
    let header = "#include <iostream>\nusing namespace std;\n"
    let splits = "\(header)int data, size; int main() { cin >> data; cout << data - 1 << ' ' << 1 << endl;"
    let package = try TemporaryPackage(
      yaml: "name: Split\nvalidation: custom\nlimits: {time_multiplier: 4, memory: 256}\n",
      [
        "data/sample/1.in": "3\n", "data/sample/1.ans": "1 2\n", "data/secret/1.in": "7\r\n",
        "data/secret/1.ans": "possible",
        "output_validators/check/check.cpp": """
        #include <fstream>
        #include <iostream>
        #include "verdict.h"
        int main(int, char **arguments) {
          int sum, a, b;
          std::ifstream(arguments[1]) >> sum;
          return std::cin >> a >> b && a + b == sum ? ACCEPT : REJECT;
        }
        """, "output_validators/check/verdict.h": "enum { ACCEPT = 42, REJECT = 43 };\n",
        "submissions/accepted/old.C": "\(splits) }",
        "submissions/accepted/split.py": "n = int(input())\nprint(0, n)\n",
        "submissions/wrong_answer/same.cpp":
          "\(header)int main() { int n; cin >> n; cout << n << ' ' << n; }",
        "submissions/time_limit_exceeded/loop.cpp": "\(splits) for (volatile int i = 0;; i++) {} }",
        "submissions/time_limit_exceeded/endless.c": "int main() { for (;;) puts(\"1 2\"); }",
        "submissions/run_time_error/status.cpp": "\(splits) return 1; }",
        "submissions/run_time_error/memory.cpp":
          "#include <vector>\nint main() { std::vector<std::vector<int>> v; for (;;) v.emplace_back(1 << 20, 1); }",
        "submissions/run_time_error/deep.cpp":
          "int f(int n) { volatile int m = n; return f(n + 1) + m; }\nint main() { return f(0); }",
        "submissions/mixed/guess.cpp":
          "// @EXPECTED_RESULTS@: WRONG-ANSWER\n\(header)int main() { cout << \"1 2\"; }",
      ])
    guard let report = try await validate(package) else { return }
    #expect(report.problems.isEmpty, "\(report.problems)")
    #expect(report.timeLimit == 1)
    #expect(report.warnings.contains { $0.contains("1.0 seconds follow from accepted/") })
    for submission in report.submissions where submission.outcome != .skipped {
      #expect(submission.outcome == .agrees, "\(submission)")
      let verdict = try #require(submission.verdict.flatMap(ContestVerdict.init))
      #expect(submission.hasDeclaredVerdict || submission.name.contains("endless"), "\(verdict)")
    }
  }
}
