import Foundation

/// A directory of problem packages, or one package.
public struct Suite: Sendable {
  /// What a problem package holds; a directory with two of them and no `problem.yaml` is a malformed one.
  private static let signs = ["data", "problem_statement", "statement", "submissions"]

  /// The packages' directories, in name order. Not all of them need be well-formed.
  public let packages: [URL]

  /// - Throws: ``PackageError`` when there is no package.
  public init(_ directory: URL) throws {
    func has(_ name: String, in url: URL) -> Bool {
      FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
    }
    if has("problem.yaml", in: directory) {
      packages = [directory]
      return
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    } catch {
      throw PackageError(file: directory.path, problem: "cannot be read as a directory of problem packages")
    }
    packages =
      names.filter { !$0.hasPrefix(".") }.map { directory.appendingPathComponent($0) }.filter { url in
        has("problem.yaml", in: url) || Self.signs.count { has($0, in: url) } >= 2
      }
    guard !packages.isEmpty else {
      throw PackageError(
        file: directory.path, problem: "holds no problem package (a directory with a problem.yaml)")
    }
  }
}
