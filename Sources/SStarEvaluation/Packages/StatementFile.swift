import Foundation

/// The statement of a package, in Markdown or TeX; English where there is a choice.
enum StatementFile {
  private static let folders = ["problem_statement", "statement"]
  private static let suffixes = ["md", "tex"]

  /// - Throws: ``PackageError`` when there is no statement or it is not UTF-8.
  static func read(_ directory: URL) throws -> String {
    for folder in folders {
      let url = directory.appendingPathComponent(folder)
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: url.path) else { continue }
      let statements = names.filter { name in
        name.hasPrefix("problem.") && suffixes.contains((name as NSString).pathExtension)
      }
      guard let name = statements.min(by: { rank($0) < rank($1) }) else { continue }
      let file = url.appendingPathComponent(name)
      guard let text = try? String(contentsOf: file, encoding: .utf8) else {
        throw PackageError(file: file.path, problem: "cannot be read as UTF-8 text")
      }
      return text
    }
    throw PackageError(
      file: directory.path,
      problem: "no statement: expected problem_statement/problem.en.md, .tex, or the same in statement/")
  }

  /// English first, then no language, then any; Markdown before TeX.
  private static func rank(_ name: String) -> (Int, String) {
    let parts = name.split(separator: ".")
    let language = parts.count == 3 ? (parts[1].hasPrefix("en") ? 0 : 2) : 1
    return (language * 2 + (name.hasSuffix(".md") ? 0 : 1), name)
  }
}
