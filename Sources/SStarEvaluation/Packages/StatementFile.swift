import Foundation

/// The statement of a package, in Markdown or TeX; English where there is a choice.
enum StatementFile {
  private static let folders = ["problem_statement", "statement"]
  private static let suffixes = ["md", "tex"]

  /// - Throws: ``PackageError`` when there is no statement or it is not UTF-8.
  static func read(_ directory: URL, files: PackageFiles) throws -> String {
    for folder in folders {
      let url = directory.appendingPathComponent(folder)
      let statements = try files.names(in: url).filter { name in
        name.hasPrefix("problem.") && suffixes.contains((name as NSString).pathExtension)
      }
      guard let name = statements.min(by: { rank($0) < rank($1) }) else { continue }
      if let text = try files.text(of: url.appendingPathComponent(name)) { return text }
    }
    throw PackageError(
      file: directory.path,
      problem: "no statement: expected problem_statement/problem.en.md, .tex, or the same in statement/ "
        + "(PDF statements cannot be read)")
  }

  /// The title that a TeX statement gives itself: `\problemname{…}`, or the comment that spells it plainly.
  static func title(of statement: String) -> String? {
    for pattern in [
      #/%%\s*plainproblemname:[ \t]*(?<title>\S[^\n]*)/#, #/\\problemname\{(?<title>[^{}\n]+)\}/#,
    ] {
      if let match = statement.firstMatch(of: pattern) {
        return match.title.trimmingCharacters(in: .whitespaces)
      }
    }
    return nil
  }

  /// English first, then no language, then any; Markdown before TeX.
  private static func rank(_ name: String) -> (Int, String) {
    let parts = name.split(separator: ".")
    let language = parts.count == 3 ? (parts[1].hasPrefix("en") ? 0 : 2) : 1
    return (language * 2 + (name.hasSuffix(".md") ? 0 : 1), name)
  }
}
