import Foundation
import Testing

@Suite("sstar solve", .enabled(if: CommandRun.canRunPrograms))
struct SolveCommandTests {
  private static let right = "print(sum(map(int, input().split())))\n"
  private static let wrong = "print(3)\n"

  private static func files(_ submissions: [String: String]) throws -> ProblemDirectory {
    try ProblemDirectory(
      Dictionary(uniqueKeysWithValues: submissions.map { ("add/submissions/\($0.key)", $0.value) }))
  }

  @Test("The program goes to standard output, the reason to standard error")
  func program() async throws {
    let files = try Self.files(["accepted/a.py": Self.right])
    let run = try await CommandRun("solve", files.path("add"), "-n", "2")
    #expect(run.status == 0)
    #expect(run.output == Self.right)
    #expect(run.errors.contains("chose sample"))
    #expect(!run.errors.contains("\u{1B}"))
  }

  @Test("JSON has all fields, null where there is no value")
  func json() async throws {
    let files = try Self.files([
      "accepted/a.py": Self.right, "accepted/b.py": "# Likewise.\n" + Self.right,
      "wrong_answer/three.py": Self.wrong,
    ])
    let run = try await CommandRun("solve", files.path("add"), "-n", "6", "--json")
    #expect(run.status == 0)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(
      Set(document.keys) == [
        "problem", "solved", "program", "language", "selected", "reason", "confidence", "publicTests",
        "candidates", "clusters", "witness", "usage", "seconds", "warnings", "run",
      ])
    #expect((document["run"] as? String)?.contains("/runs/") == true)
    #expect(document["solved"] as? Bool == true)
    #expect((document["program"] as? String)?.hasSuffix(Self.right) == true)
    let witness = try #require(document["witness"] as? [String: Any])
    #expect(witness["otherOutput"] as? String == "3\n")
    #expect(witness["winnerOutput"] as? String != "3\n")
  }

  @Test("The same seed gives the same solution")
  func seed() async throws {
    let files = try Self.files(["accepted/a.py": Self.right, "wrong_answer/three.py": Self.wrong])
    var reasons = Set<String>()
    for _ in 0..<2 {
      let run = try await CommandRun("solve", files.path("add"), "-n", "5", "--seed", "4")
      reasons.insert(run.errors.split(separator: "\n").last.map(String.init) ?? "")
    }
    #expect(reasons.count == 1)
  }

  @Test("No candidate passes the public tests: the best one is printed, exit 4")
  func unsolved() async throws {
    let files = try Self.files(["wrong_answer/four.py": "print(4)\n"])
    let run = try await CommandRun("solve", files.path("add"), "-n", "2")
    #expect(run.status == 4)
    #expect(run.output == "print(4)\n")
    #expect(run.errors.contains("no candidate passes the public tests"))
  }

  @Test("-o replaces the file and says so; nothing is printed")
  func outputFile() async throws {
    let files = try Self.files(["accepted/a.py": Self.right])
    try files.write("out.py", "old and longer than the new one, and much longer at that\n")
    let run = try await CommandRun("solve", files.path("add"), "-n", "1", "-o", files.path("out.py"))
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("wrote \(files.path("out.py"))"))
    #expect(try String(contentsOfFile: files.path("out.py"), encoding: .utf8) == Self.right)
    let left = try FileManager.default.contentsOfDirectory(atPath: files.url.path)
    #expect(!left.contains { $0.hasSuffix(".tmp") })
  }

  @Test("A full disk does not lose the program")
  func fullDisk() async throws {
    let files = try Self.files(["accepted/a.py": Self.right])
    let run = try await CommandRun("solve", files.path("add"), "-n", "1", "-o", "/dev/full")
    #expect(run.status == 1)
    #expect(run.output == Self.right)
    #expect(run.errors.contains("No space left"))
  }

  @Test("--dry-run tells the calls and does nothing")
  func dryRun() async throws {
    let files = try Self.files(["accepted/a.py": Self.right])
    let run = try await CommandRun("solve", files.path("add"), "-n", "8", "--dry-run")
    #expect(run.status == 0)
    #expect(run.output.contains("generate: 8") && run.output.contains("debug: 16"))
    #expect(run.errors.isEmpty)
  }

  @Test(
    "Usage errors exit with 64 before any work",
    arguments: [
      [], ["add", "-m", "gpt-4o-mini"], ["add", "-n", "0"], ["add", "--select", "magic"],
      ["add", "-o", "/dev/null/out.py"], ["add", "-o", "/tmp"], ["add", "--language", "cobol"],
    ])
  func usage(_ arguments: [String]) async throws {
    let files = try Self.files(["accepted/a.py": Self.right])
    let run = try await CommandRun(["solve"] + arguments.map { $0 == "add" ? files.path("add") : $0 })
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.lowercased().contains("error: "))
  }

  @Test("A plain statement has no submissions: the error names --model")
  func plainStatement() async throws {
    let statement = "# Add\n\n## Sample Input 1\n```\n1 2\n```\n## Sample Output 1\n```\n3\n```\n"
    let run = try await CommandRun(["solve", "-"], input: statement)
    #expect(run.status == 64)
    #expect(run.errors.contains("--model"))
  }

  @Test("A problem that is not there exits with 65")
  func missing() async throws {
    let run = try await CommandRun("solve", "/nonexistent/problem")
    #expect(run.status == 65)
  }
}
