import Foundation
import SStar
import SStarEvaluation

/// Reads the problem that a command is given: a package directory, a Markdown file, or `-`.
enum ProblemArgument {
  /// - Parameter toJudge: whether programs are only judged, for which a package needs no statement.
  /// - Throws: ``PackageError``.
  static func load(
    _ argument: String, toJudge: Bool = false
  ) throws -> (package: ProblemPackage, warnings: [String]) {
    if argument == "-" {
      return try plain(try StandardInput.readToEnd(), id: "stdin", file: "standard input")
    }
    let url = URL(fileURLWithPath: argument)
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
      throw PackageError(
        file: argument, problem: "no such file or directory; give a problem package, a .md statement, or -")
    }
    if isDirectory.boolValue {
      let package = try ProblemPackageLoader.load(url, toJudge: toJudge)
      return (package, package.warnings)
    }
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw PackageError(file: argument, problem: "cannot be read; check its permissions")
    }
    return try plain(data, id: url.deletingPathExtension().lastPathComponent, file: argument)
  }

  private static func plain(
    _ data: Data, id: String, file: String
  ) throws -> (package: ProblemPackage, warnings: [String]) {
    guard let text = String(data: data, encoding: .utf8) else {
      throw PackageError(file: file, problem: "is not UTF-8 text")
    }
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw PackageError(file: file, problem: "is empty; expected a problem statement in Markdown")
    }
    let (problem, warnings) = PlainStatement.parse(text, id: id)
    return (ProblemPackage(problem: problem), warnings)
  }
}
