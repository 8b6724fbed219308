import Foundation

/// A directory of problem packages, or one package.
public struct Suite: Sendable {
  /// The packages' directories, in name order.
  public let packages: [URL]

  /// - Throws: ``PackageError`` when there is no package.
  public init(_ directory: URL) throws {
    let manager = FileManager.default
    func isPackage(_ url: URL) -> Bool {
      manager.fileExists(atPath: url.appendingPathComponent("problem.yaml").path)
    }
    if isPackage(directory) {
      packages = [directory]
      return
    }
    let names: [String]
    do {
      names = try manager.contentsOfDirectory(atPath: directory.path).sorted()
    } catch {
      throw PackageError(file: directory.path, problem: "cannot be read as a directory of problem packages")
    }
    packages = names.map { directory.appendingPathComponent($0) }.filter(isPackage)
    guard !packages.isEmpty else {
      throw PackageError(
        file: directory.path, problem: "holds no problem package (a directory with a problem.yaml)")
    }
  }
}
