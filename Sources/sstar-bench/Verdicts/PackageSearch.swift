import Foundation
import SStarEvaluation

/// Finds problem packages however deep archives keep them.
enum PackageSearch {
  private static let deepest = 8

  /// The directories with a `problem.yaml`, in the order of their paths. What lies within a package is part of it, and
  /// links are not followed.
  /// - Throws: ``PackageError`` when there is none.
  static func packages(below directory: URL) throws -> [URL] {
    let found = search(directory, depth: 0)
    guard !found.isEmpty else {
      throw PackageError(
        file: directory.path, problem: "holds no problem package (a directory with a problem.yaml)")
    }
    return found
  }

  private static func search(_ directory: URL, depth: Int) -> [URL] {
    let files = FileManager.default
    if files.fileExists(atPath: directory.appendingPathComponent("problem.yaml").path) { return [directory] }
    guard depth < deepest, let names = try? files.contentsOfDirectory(atPath: directory.path) else {
      return []
    }
    return names.sorted().filter { !$0.hasPrefix(".") }.flatMap { name -> [URL] in
      let url = directory.appendingPathComponent(name, isDirectory: true)
      let type = try? files.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
      return type == .typeDirectory ? search(url, depth: depth + 1) : []
    }
  }
}
