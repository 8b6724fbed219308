import Foundation
import SStar

/// Tests in a directory of a package: `NAME.in` with `NAME.ans`, in nested groups, in name order.
enum TestData {
  /// Files beside the tests that are no tests themselves.
  private static let companions: Set<String> = [
    "desc", "hint", "png", "jpg", "jpeg", "svg", "yaml", "yml", "args", "files", "md", "tex", "txt",
    "statement",
    "interaction", "download", "gif", "py", "sh", "cpp", "gitignore",
  ]

  /// Reads all tests below `directory`, which may be absent.
  /// - Parameter name: prefix of the tests' names, such as `sample`.
  static func load(_ directory: URL, name: String) throws -> [TestCase] {
    guard FileManager.default.fileExists(atPath: directory.path) else { return [] }
    let root = directory.resolvingSymlinksInPath().path
    return try load(directory, name: name, root: root, depth: 0)
  }

  private static func load(_ directory: URL, name: String, root: String, depth: Int) throws -> [TestCase] {
    guard depth < 16 else {
      throw PackageError(file: directory.path, problem: "test groups are nested more than 16 deep")
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    } catch {
      throw PackageError(file: directory.path, problem: "cannot be read: \(error.localizedDescription)")
    }
    let present = Set(names)
    var tests: [TestCase] = []
    for entry in names where !entry.hasPrefix(".") {
      let url = directory.appendingPathComponent(entry)
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
        throw PackageError(file: url.path, problem: "is a link that leads nowhere")
      }
      if isDirectory.boolValue {
        tests += try load(url, name: "\(name)/\(entry)", root: root, depth: depth + 1)
        continue
      }
      let stem = (entry as NSString).deletingPathExtension
      switch (entry as NSString).pathExtension {
      case "in":
        guard present.contains("\(stem).ans") else {
          throw PackageError(file: url.path, problem: "has no answer file \(stem).ans beside it")
        }
        tests.append(
          TestCase(
            name: "\(name)/\(stem)", input: try read(url, root: root),
            expectedOutput: try read(directory.appendingPathComponent("\(stem).ans"), root: root)))
      case "ans":
        guard present.contains("\(stem).in") else {
          throw PackageError(file: url.path, problem: "has no input file \(stem).in beside it")
        }
      case let suffix where companions.contains(suffix.lowercased()) || suffix.isEmpty: break
      default:
        throw PackageError(
          file: url.path, problem: "is neither a test (.in, .ans) nor a known companion; rename or remove it")
      }
    }
    return tests
  }

  private static func read(_ url: URL, root: String) throws -> Data {
    let real = url.resolvingSymlinksInPath().path
    let package = ((root as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
    guard real.hasPrefix(package + "/") else {
      throw PackageError(file: url.path, problem: "is a link that leads out of the package, to \(real)")
    }
    do {
      return try Data(contentsOf: url)
    } catch {
      throw PackageError(file: url.path, problem: "cannot be read: \(error.localizedDescription)")
    }
  }
}

/// The hidden tests of a package; opened by grading and validation alone.
public struct HiddenTests: Sendable {
  private let directory: URL

  /// - Parameter package: the package's directory.
  public init(package: URL) {
    directory = package.appendingPathComponent("data/secret")
  }

  /// Reads the tests, in name order.
  /// - Throws: ``PackageError``.
  public func load() throws -> [TestCase] {
    try TestData.load(directory, name: "secret")
  }
}
