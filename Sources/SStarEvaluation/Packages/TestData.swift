import Foundation
import SStar

/// Tests in a directory of a package: `NAME.in` with `NAME.ans`, and `NAME.py` where `problem.yaml` says that
/// there are assertions, in nested groups, in the order of their names without suffix. Other files beside them, such as illustrations and hints, are left aside.
struct TestData {
  private static let deepestGroup = 16

  private let files: PackageFiles
  private let settings: TestSettings
  private let hasAssertions: Bool

  init(files: PackageFiles, configuration: ProblemConfiguration) {
    self.files = files
    settings = configuration.testSettings
    hasAssertions = configuration.hasAssertions
  }

  /// Reads all tests below `data/FOLDER`, which may be absent. Their names begin with the folder's.
  /// - Throws: ``PackageError``.
  func load(_ folder: String, of package: URL) throws -> [TestCase] {
    let data = package.appendingPathComponent("data")
    let inherited = try TestSettings.arguments(ofGroup: data, files: files) ?? []
    return try load(
      data.appendingPathComponent(folder), name: folder, inherited: inherited, depth: 0)
  }

  private func load(
    _ directory: URL, name: String, inherited: [String], depth: Int
  ) throws -> [TestCase] {
    guard depth < Self.deepestGroup else {
      throw PackageError(
        file: directory.path, problem: "test groups are nested more than \(Self.deepestGroup) deep")
    }
    let names = try files.names(in: directory)
    let present = Set(names)
    let arguments = try TestSettings.arguments(ofGroup: directory, files: files) ?? inherited
    var tests: [TestCase] = []
    for (stem, entry) in names.map({ (Self.stem($0), $0) }).sorted(by: { $0 < $1 }) {
      let url = directory.appendingPathComponent(entry)
      if try files.isDirectory(url) {
        switch (entry as NSString).pathExtension {
        case "files":
          throw PackageError(
            file: url.path, problem: "is not supported: programs get standard input only, no files",
            isUnsupported: true)
        case "download": break
        default: tests += try load(url, name: "\(name)/\(entry)", inherited: arguments, depth: depth + 1)
        }
      } else if entry.hasSuffix(".in") {
        try settings.check(test: directory.appendingPathComponent(stem), inherited: arguments, files: files)
        guard let answer = try files.contents(of: directory.appendingPathComponent("\(stem).ans")) else {
          throw PackageError(file: url.path, problem: "has no answer file \(stem).ans beside it; add it")
        }
        tests.append(
          TestCase(
            name: "\(name)/\(stem)", input: try files.contents(of: url) ?? Data(), expectedOutput: answer))
      } else if hasAssertions, entry.hasSuffix(".py") {
        tests.append(
          TestCase(name: "\(name)/\(stem)", assertions: try files.contents(of: url) ?? Data()))
      } else if entry.hasSuffix(".ans"), !present.contains("\(stem).in") {
        throw PackageError(file: url.path, problem: "has no input file \(stem).in beside it; add it")
      }
    }
    return tests
  }

  /// The name without suffix: what tests and groups are ordered by.
  private static func stem(_ name: String) -> String {
    for suffix in [".in", ".ans", ".py"] where name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return name
  }
}

/// The hidden tests of a package; opened by grading and validation alone.
public struct HiddenTests: Sendable {
  private let package: URL

  /// - Parameter package: the package's directory.
  public init(package: URL) {
    self.package = package
  }

  /// Reads the tests, in name order.
  /// - Throws: ``PackageError``.
  public func load() throws -> [TestCase] {
    let files = try PackageFiles(root: package)
    let configuration = try ProblemConfiguration(directory: package, files: files)
    return try TestData(files: files, configuration: configuration).load("secret", of: package)
  }
}
