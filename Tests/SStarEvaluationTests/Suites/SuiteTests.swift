import Foundation
import SStarEvaluation
import Testing

@Suite("Suites")
struct SuiteTests {
  private let suite: SuiteDirectory

  init() throws { suite = try SuiteDirectory() }

  @Test("A suite is the packages of a directory, in name order")
  func discovery() throws {
    for name in ["beta", "alpha", ".hidden"] { _ = try suite.package(name: name) }
    try suite.write("", to: suite.url.appendingPathComponent("notes/readme.md"))
    try suite.write("", to: suite.url.appendingPathComponent("data/table.csv"))
    #expect(try Suite(suite.url).packages.map(\.lastPathComponent) == ["alpha", "beta"])
  }

  @Test("A package is a suite of its own")
  func onePackage() throws {
    let package = try suite.package(name: "only")
    #expect(try Suite(package).packages.map(\.lastPathComponent) == ["only"])
  }

  @Test("A package that lacks its problem.yaml is not dropped")
  func withoutSettings() throws {
    let package = try suite.package(name: "broken")
    try FileManager.default.removeItem(at: package.appendingPathComponent("problem.yaml"))
    #expect(try Suite(suite.url).packages.map(\.lastPathComponent) == ["broken"])
  }

  @Test("A directory without packages, and no directory, are errors")
  func nothing() throws {
    #expect(throws: PackageError.self) { _ = try Suite(suite.url) }
    #expect(throws: PackageError.self) { _ = try Suite(suite.url.appendingPathComponent("absent")) }
  }
}
