import Crypto
import Foundation
import SStar

/// Tells whether a package, or its hidden tests, changed since a unit was solved or graded.
enum PackageDigest {
  /// What else lies below `data/` may be hidden tests.
  private static let samples = "data/sample/"

  /// SHA-256 of a package's files by name: their contents, and of hidden tests, which are not opened, their
  /// sizes. Nil when the directory cannot be read.
  static func ofFiles(in package: URL) -> String? {
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: package.path) else { return nil }
    var hash = SHA256()
    for name in names.sorted() {
      let file = package.appendingPathComponent(name)
      let values = try? file.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
      guard values?.isRegularFile == true else { continue }
      hash.add(Data(name.utf8))
      if name.hasPrefix("data/"), !name.hasPrefix(samples) {
        hash.add(Data("\(values?.fileSize ?? 0)".utf8))
      } else {
        hash.add((try? Data(contentsOf: file)) ?? Data())
      }
    }
    return hash.finalize().hexadecimal
  }

  /// SHA-256 of all that a grade depends on but the program.
  static func ofTests(_ hidden: [TestCase], of package: ProblemPackage) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var hash = SHA256()
    hash.add(try encoder.encode(package.problem))
    for test in hidden { hash.add(try encoder.encode(test)) }
    if let validator = package.outputValidator {
      hash.add(Data(validator.arguments.joined(separator: "\0").utf8))
      for file in validator.program.files {
        hash.add(Data(file.name.utf8))
        hash.add(file.contents)
      }
    }
    return hash.finalize().hexadecimal
  }
}

extension SHA256 {
  /// With its length, so that other parts never hash alike.
  fileprivate mutating func add(_ data: Data) {
    update(data: Data("\(data.count)\n".utf8))
    update(data: data)
  }
}
