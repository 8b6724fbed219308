import Foundation
import SStar
import Testing

@testable import SStarEvaluation

@Suite("Packages with assertions and origin")
struct ImportedPackageTests {
  private static let function = "sstar:\n  entry_point: f\n  assertions: true\n"

  @Test("Assertions are tests in the order of their names, and no inputs")
  func assertions() throws {
    let package = try TemporaryPackage(
      yaml: Self.function, ["data/sample/0.py": "assert f(1)\n", "data/secret/2.py": "assert f(2)\n"])
    let problem = try package.load().problem
    #expect(problem.publicTests.map(\.name) == ["sample/0", "sample/1"])
    #expect(problem.publicTests.map(\.isAssertions) == [true, false])
    #expect(problem.publicInputTests.map(\.name) == ["sample/1"])
    #expect(texts(try package.hiddenTests()) == ["2 2\n= 4\n", "code assert f(2)\n"])
  }

  @Test("Without the key, Python files beside tests are left aside as ever")
  func otherFiles() throws {
    let package = try TemporaryPackage(["data/secret/2.py": "print()\n"])
    #expect(try package.hiddenTests().count == 1)
  }

  @Test("A problem with an origin alone reads standard input")
  func origin() throws {
    let package = try TemporaryPackage(
      yaml:
        "sstar:\n  origin:\n    format: apps\n    id: \"007\"\n    date: 2024-01-02\n    tags: [dp, two words]\n"
    )
    let loaded = try package.load()
    #expect(loaded.problem.kind == .standardIO)
    var origin = ProblemOrigin(format: "apps", id: "007")
    origin.date = "2024-01-02"
    origin.tags = ["dp", "two words"]
    #expect(loaded.origin == origin)
  }

  @Test(
    "Malformed keys are told",
    arguments: [
      "sstar:\n  origin:\n    id: 1\n", "sstar:\n  entry_point: f\n  assertions: perhaps\n",
      "sstar:\n  assertions: true\n", "sstar:\n  origin: apps\n",
    ])
  func malformed(yaml: String) throws {
    let package = try TemporaryPackage(yaml: yaml)
    let error = #expect(throws: PackageError.self) { try package.load() }
    #expect(error?.field?.hasPrefix("sstar") == true)
  }

  @Test("Tests that were recorded before there were assertions are still read")
  func recorded() throws {
    let old = Data(#"{"name": "sample/1", "input": "MQ==", "expectedOutput": "Mg=="}"#.utf8)
    let test = try JSONDecoder().decode(TestCase.self, from: old)
    #expect(!test.isAssertions)
    #expect(!String(decoding: try JSONEncoder().encode(test), as: UTF8.self).contains("assertions"))
  }
}
