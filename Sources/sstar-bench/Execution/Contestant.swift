import Foundation
import SStar
import SStarExecution

/// One way to run a candidate's tests.
struct Contestant: Sendable {
  var name: String
  /// Whether the CPU time of its processes is in the account of those that started them.
  var isAccounted = true
  /// Runs candidate number `candidate` on that many tests; throws when an answer is wrong.
  var run: @Sendable (_ candidate: Int, _ tests: Int) async throws -> Void

  struct WrongAnswer: Error {
    var contestant: String
    var detail: String
  }

  /// By the sandbox, one invocation a test.
  static func sandboxed(
    _ name: String, _ sandbox: Sandbox, _ invocation: @escaping @Sendable (_ candidate: Int) -> Invocation
  ) -> Contestant {
    Contestant(name: name) { candidate, tests in
      var invocation = invocation(candidate)
      for test in 0..<tests {
        invocation.input = input(test)
        let execution = try await sandbox.run(invocation).execution
        guard execution.verdict == .accepted, execution.output == answer(test) else {
          throw WrongAnswer(contestant: name, detail: "\(execution.verdict) \(execution.detail)")
        }
      }
    }
  }

  /// By a command of its own, one process a test.
  static func command(
    _ name: String, isAccounted: Bool = true, _ command: @escaping @Sendable (_ candidate: Int) -> [String]
  ) -> Contestant {
    Contestant(name: name, isAccounted: isAccounted) { candidate, tests in
      let command = command(candidate)
      for test in 0..<tests {
        let output = try BareProcess.run(command, input: input(test))
        guard output == answer(test) else {
          throw WrongAnswer(contestant: name, detail: String(decoding: output, as: UTF8.self))
        }
      }
    }
  }

  /// By a checker that runs all tests of a candidate in one process.
  static func checker(_ name: String, _ checker: ReferenceChecker) -> Contestant {
    Contestant(name: name) { candidate, tests in
      let pairs = (0..<tests).map { [input($0), answer($0)].map { String(decoding: $0, as: UTF8.self) } }
      guard try checker.check(TrivialProgram.python(candidate), pairs) == Array(repeating: true, count: tests)
      else { throw WrongAnswer(contestant: name, detail: "a test failed") }
    }
  }

  private static func input(_ test: Int) -> Data { Data("\(test) 1\n".utf8) }
  private static func answer(_ test: Int) -> Data { Data("\(test + 1)\n".utf8) }
}

/// The program that all contestants run: it adds two numbers. Candidates differ by a comment.
enum TrivialProgram {
  static func python(_ candidate: Int) -> String {
    "# candidate \(candidate)\na, b = map(int, input().split())\nprint(a + b)\n"
  }

  static func cpp(_ candidate: Int) -> String {
    """
    // candidate \(candidate)
    #include <cstdio>
    int main() {
      long a, b;
      if (std::scanf("%ld %ld", &a, &b) != 2) return 1;
      std::printf("%ld\\n", a + b);
    }
    """
  }
}
