import Foundation
import Testing

@Suite("sstar eval and what its packages hold", .enabled(if: CommandRun.canRunPrograms))
struct EvalPackageTests {
  private func results(_ place: SuitePlace) throws -> [String: [String: Any]] {
    let results = try place.summary(try #require(place.runs.first))["results"] as? [[String: Any]] ?? []
    return Dictionary(uniqueKeysWithValues: results.map { ($0["problem"] as? String ?? "", $0) })
  }

  @Test("a package without hidden tests is an error: nothing is right because nothing was tested")
  func nothingToGrade() async throws {
    let place = try SuitePlace(["add-a", "add-b"])
    try place.remove("suite/add-b/data/secret")
    let run = try await place.eval("-n", "2", "--max-error-rate", "1")
    #expect(run.status == 0)
    let result = try #require(try results(place)["add-b"])
    #expect(result["status"] as? String == "error")
    #expect((result["reason"] as? String)?.contains("no hidden tests") == true)
    #expect(result["solved"] as? Bool == false && result["covered"] as? Bool == false)
    #expect(try results(place)["add-a"]?["status"] as? String == "done")
  }

  @Test("a problem whose package changed since it was solved is solved and graded again by --resume")
  func changedPackage() async throws {
    let place = try SuitePlace(["add-a", "add-b"])
    #expect(try await place.eval("-n", "4").status == 0)
    #expect(try results(place)["add-b"]?["covered"] as? Bool == true)
    try place.write("suite/add-b/data/secret/1.ans", "impossible\n")
    let again = try await place.eval("-n", "4", "--resume")
    #expect(again.status == 0)
    #expect(again.errors.contains("add-b: its package changed"))
    #expect(!again.errors.contains("add-a: its package changed"))
    #expect(place.runs.count == 1)
    #expect(try results(place)["add-b"]?["covered"] as? Bool == false)
    #expect(try results(place)["add-a"]?["covered"] as? Bool == true)
  }

  @Test("grades of other tests are not taken over, even if no size changed")
  func otherTests() async throws {
    let validator = "import sys\nsys.exit(42 if open(sys.argv[1]).read() != '4 4\\n' else 1)\n"
    let place = try SuitePlace(
      ["add-a"],
      files: [
        "suite/add-a/problem.yaml": "name: add-a\nvalidation: custom\n",
        "suite/add-a/output_validators/v.py": validator,
      ])
    // The validator fails on the second hidden test only, so some grades are given before the unit is an error.
    let run = try await place.eval("-n", "2", "--max-error-rate", "1")
    #expect(run.status == 0)
    #expect(try results(place)["add-a"]?["status"] as? String == "error")
    try place.write(
      "suite/add-a/output_validators/v.py",
      "import sys\nsys.exit(42 if open(sys.argv[1]).read().startswith('1 2') else 43)\n")
    let mended = try await place.eval("-n", "2", "--resume", "--retry-errors")
    #expect(mended.status == 0)
    let result = try #require(try results(place)["add-a"])
    #expect(result["status"] as? String == "done")
    #expect(result["covered"] as? Bool == false, "all are refused by the validator of now")
  }

  @Test("our own failure on a public test is an error, never a wrong program")
  func unjudgedPublicTest() async throws {
    let place = try SuitePlace(
      ["add-a"],
      files: [
        "suite/add-a/problem.yaml": "name: add-a\nvalidation: custom\n",
        "suite/add-a/output_validators/v.py": "import sys\nsys.exit(1)\n",
      ])
    let run = try await place.eval("-n", "2", "--max-error-rate", "1")
    #expect(run.status == 0)
    let result = try #require(try results(place)["add-a"])
    #expect(result["status"] as? String == "error")
    #expect((result["reason"] as? String)?.contains("could not be judged") == true)
  }

  @Test("JSON lines that cannot be written are an error, after the work is done and recorded")
  func fullOutput() async throws {
    let place = try SuitePlace(["add-a"])
    let process = Process()
    process.executableURL = CommandRun.executable
    process.arguments = ["eval", "suite", "-n", "1", "--json"]
    process.environment = CommandRun.isolated(home: place.directory)
    process.currentDirectoryURL = place.directory
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(try results(place)["add-a"] != nil)
  }
}
