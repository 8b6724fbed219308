import Foundation
import Testing

@Suite("sstar prompt")
struct PromptCommandTests {
  private static let roles = [
    "generate", "debug", "write_inputs", "write_generator", "write_validator", "write_brute_force", "judge",
    "extract_tests",
  ]
  private static let hidden = "987654321987"

  private static func files() throws -> ProblemDirectory {
    try ProblemDirectory([
      "add/data/secret/3.in": "\(hidden) 0\n", "add/data/secret/3.ans": "\(hidden)\n",
      "add/submissions/accepted/b.py": "print(sum(map(int, input().split())))  # second\n",
      "add/submissions/wrong_answer/a.py": "print(3)  # first\n",
      "add/submissions/accepted/c.cpp": "int main() {}  // other language\n",
    ])
  }

  @Test("Every role prints messages that hold the statement, and no hidden test", arguments: roles)
  func role(_ role: String) async throws {
    let files = try Self.files()
    let run = try await CommandRun("prompt", role, files.path("add"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("=== \(role), version "))
    #expect(run.output.contains(", system ===\n") && run.output.contains(", user ===\n"))
    #expect(run.output.contains("Add two numbers.\n"))
    #expect(!run.output.contains(Self.hidden))
  }

  @Test("Roles about programs show the package's submissions in the language, by content")
  func submissions() async throws {
    let files = try Self.files()
    for role in ["judge", "write_inputs"] {
      let output = try await CommandRun("prompt", role, files.path("add")).output
      let first = try #require(output.range(of: "# first"))
      #expect(output[first.upperBound...].contains("# second"))
      #expect(!output.contains("other language"))
    }
    let debug = try await CommandRun("prompt", "debug", files.path("add")).output
    #expect(debug.contains("# first") && debug.contains("(what the program prints)"))
    let cpp = try await CommandRun("prompt", "debug", files.path("add"), "--language", "cpp").output
    #expect(cpp.contains("other language") && cpp.contains("C++ program"))
  }

  @Test("Placeholders stand for programs that the package does not have", arguments: roles)
  func placeholders(_ role: String) async throws {
    let run = try await CommandRun(["prompt", role, "-"], input: "# Add\n\nAdd two numbers.\n")
    #expect(run.status == 0)
    #expect(run.output.contains("Add two numbers."))
    if ["debug", "judge", "write_inputs"].contains(role) {
      #expect(run.output.contains("(source of a candidate)"))
    }
  }

  @Test("--json prints the messages as an array")
  func json() async throws {
    struct Item: Decodable {
      var author: String
      var text: String
    }
    let files = try Self.files()
    let run = try await CommandRun("prompt", "debug", files.path("add"), "--json")
    let items = try JSONDecoder().decode([Item].self, from: Data(run.output.utf8))
    #expect(items.map(\.author) == ["system", "user", "assistant", "user"])
  }

  @Test("The same problem gives the same text")
  func deterministic() async throws {
    let files = try Self.files()
    var outputs = Set<String>()
    for _ in 0..<3 { outputs.insert(try await CommandRun("prompt", "judge", files.path("add")).output) }
    #expect(outputs.count == 1)
  }

  @Test("A role that does not exist is a usage error that names the roles")
  func unknownRole() async throws {
    let files = try Self.files()
    let run = try await CommandRun("prompt", "Judge", files.path("add"))
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    for role in Self.roles { #expect(run.errors.contains(role)) }
    #expect(try await CommandRun("prompt", "judge").status == 64)
  }

  @Test("A problem that is not there exits with 65")
  func missing() async throws {
    #expect(try await CommandRun("prompt", "judge", "/nonexistent/problem").status == 65)
  }
}
