import Foundation
import Glibc
import SStar
import Testing

@testable import SStarEvaluation

@Suite struct PackageDataTests {
  @Test func testsAndGroupsAreInTheOrderOfTheirNames() throws {
    let package = try TemporaryPackage([
      "data/secret/2.in": "", "data/secret/2.ans": "", "data/secret/1-b.in": "", "data/secret/1-b.ans": "",
      "data/secret/1-a/x/7.in": "", "data/secret/1-a/x/7.ans": "", "data/secret/10.in": "",
      "data/secret/10.ans": "",
    ])
    let names = try package.hiddenTests().map(\.name)
    #expect(names == ["secret/1", "secret/1-a/x/7", "secret/1-b", "secret/10", "secret/2"])
  }

  @Test func companionsOfTestsAreLeftAside() throws {
    let package = try TemporaryPackage([
      "data/sample/1.out": "3", "data/sample/1.in.statement": "x", "data/sample/1.ans.download": "x",
      "data/sample/1.desc": "x", "data/sample/1.png": "x", "data/sample/README": "x",
      "data/sample/.hidden.in": "",
      "data/sample/2.interaction": "<1", "data/sample/extra.download/x.in": "",
    ])
    #expect(try package.load().problem.publicTests.map(\.name) == ["sample/1"])
  }

  @Test(arguments: ["data/sample/7.in", "data/sample/7.ans"])
  func halvesOfATestAreErrors(name: String) throws {
    let package = try TemporaryPackage([name: ""])
    let error = #expect(throws: PackageError.self) { try package.load() }
    #expect(error?.file.hasSuffix(name) == true)
  }

  @Test func loadingNeverOpensHiddenTests() throws {
    let package = try TemporaryPackage(["data/secret/broken.in": "no answer"])
    // Reading a pipe that nobody writes to would never return.
    #expect(mkfifo(package.path("data/secret/2.in").path, 0o600) == 0)
    #expect(mkfifo(package.path("data/secret/2.ans").path, 0o600) == 0)
    #expect(try package.load().problem.publicTests.count == 1)
    #expect(throws: PackageError.self) { try package.hiddenTests() }
  }

  @Test func aPipeInPlaceOfATestIsAnError() throws {
    let package = try TemporaryPackage(["data/secret/2.ans": ""])
    #expect(mkfifo(package.path("data/secret/2.in").path, 0o600) == 0)
    let error = #expect(throws: PackageError.self) { try package.hiddenTests() }
    #expect(error?.problem.contains("regular file") == true)
  }

  @Test func linksWithinThePackageAreFollowed() throws {
    let package = try TemporaryPackage()
    try package.link("data/secret/2.in", to: "../sample/1.in")
    try package.link("data/secret/2.ans", to: "../sample/1.ans")
    let tests = try package.hiddenTests()
    #expect(tests.map(\.name) == ["secret/1", "secret/2"])
    #expect(tests.last?.input == Data("1 2\n".utf8))
  }

  @Test func aPackageBehindALinkIsRead() throws {
    let package = try TemporaryPackage()
    let link = package.directory.deletingLastPathComponent().appendingPathComponent("link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: package.directory)
    #expect(try HiddenTests(package: link).load().count == 1)
  }

  @Test func linksOutOfThePackageAreRefused() throws {
    let inputs = try TemporaryPackage()
    try inputs.link("data/secret/2.in", to: try inputs.writeOutside("secret.txt", "password"))
    try inputs.write("data/secret/2.ans", "")
    let group = try TemporaryPackage()
    try group.remove("data/secret")
    _ = try group.writeOutside("elsewhere/1.in", "")
    try group.link("data/secret", to: try group.writeOutside("elsewhere/1.ans", "") + "/..")
    let nowhere = try TemporaryPackage()
    try nowhere.link("data/secret/2.in", to: "gone")
    for package in [inputs, group, nowhere] {
      #expect(throws: PackageError.self) { try package.hiddenTests() }
    }
    let directory = try TemporaryPackage()
    try directory.remove("data/secret")
    let outside = URL(fileURLWithPath: try directory.writeOutside("elsewhere/1.in", ""))
    try directory.link("data/secret", to: outside.deletingLastPathComponent().path)
    let error = #expect(throws: PackageError.self) { try directory.hiddenTests() }
    #expect(error?.problem.contains("out of the package") == true)
  }

  @Test(arguments: [
    "problem.yaml", "problem_statement/problem.en.md", "submissions/accepted/a.py", "submissions",
    "data/sample", ".timelimit",
  ])
  func linksOutOfThePackageAreRefusedEverywhere(name: String) throws {
    let package = try TemporaryPackage(yaml: "name: A\n")
    if FileManager.default.fileExists(atPath: package.path(name).path) { try package.remove(name) }
    try package.link(name, to: try package.writeOutside("outside.py", "1"))
    #expect(throws: PackageError.self) { try package.load() }
  }

  @Test(arguments: ["generators/g.py", "input_validators/v/v.py"])
  func programsThatNoVerdictDependsOnAreLeftAsideWhenLinksLeadOut(name: String) throws {
    let package = try TemporaryPackage()
    try package.link(name, to: try package.writeOutside("outside.py", "1"))
    let loaded = try package.load()
    #expect(loaded.generators.isEmpty && loaded.inputValidators.isEmpty)
    #expect(loaded.warnings.contains { $0.contains("\(name): is a link that leads out of the package") })
  }

  @Test func aLoopOfLinksEnds() throws {
    let package = try TemporaryPackage()
    try package.link("data/secret/loop", to: ".")
    #expect(throws: PackageError.self) { try package.hiddenTests() }
  }

  @Test func toJudgeNoStatementIsNeeded() throws {
    let package = try TemporaryPackage()
    try package.remove("problem_statement/problem.en.md")
    try package.write("problem_statement/problem.pdf", "%PDF")
    let loaded = try ProblemPackageLoader.load(package.directory, toJudge: true)
    #expect(loaded.problem.statement.isEmpty && loaded.problem.publicTests.count == 1)
    #expect(loaded.warnings.contains { $0.contains("no statement") })
    try Data("Gr\u{fc}\u{df}e".unicodeScalars.map { UInt8($0.value) })
      .write(to: package.path("problem_statement/problem.tex"))
    #expect(throws: PackageError.self) { try package.load() }
    let latin = try ProblemPackageLoader.load(package.directory, toJudge: true)
    #expect(latin.warnings.contains { $0.contains("is not UTF-8") })
  }

  @Test(arguments: ["problem.yaml", "problem_statement/problem.en.md"])
  func missingPartsAreErrors(name: String) throws {
    let package = try TemporaryPackage()
    try package.remove(name)
    #expect(throws: PackageError.self) { try package.load() }
  }

  @Test func aMissingDirectoryIsAnError() {
    #expect(throws: PackageError.self) {
      try ProblemPackageLoader.load(URL(fileURLWithPath: "/nonexistent/package"))
    }
  }

  @Test func aStatementThatIsNoTextIsAnError() throws {
    let package = try TemporaryPackage()
    try Data([0xFF, 0xFE, 0x00]).write(to: package.path("problem_statement/problem.en.md"))
    let error = #expect(throws: PackageError.self) { try package.load() }
    #expect(error?.problem.contains("UTF-8") == true)
  }
}
