import Foundation
import SStar

/// Programs in a package: submissions, validators, generators.
public struct PackagePrograms {
  /// Languages by extension, whether or not they can be run here.
  private static let languages: [String: String] = [
    "py": "python3", "py3": "python3", "cpp": "cpp", "cc": "cpp", "cxx": "cpp", "c++": "cpp", "c": "c",
    "java": "java", "kt": "kotlin", "rs": "rust", "go": "go", "js": "javascript", "mjs": "javascript",
    "ts": "typescript", "swift": "swift", "hs": "haskell", "rb": "ruby", "cs": "csharp", "scala": "scala",
    "php": "php", "pas": "pascal", "ml": "ocaml", "d": "d", "lua": "lua", "pl": "perl", "sh": "shell",
    "py2": "python2",
  ]
  /// Files that accompany sources of a language.
  private static let headers: Set<String> = ["h", "hpp", "hh", "hxx"]

  /// What was left out, a sentence each.
  public private(set) var warnings: [String] = []

  public init() {}

  /// The language of a file name; nil when its extension is unknown.
  public static func language(ofFile name: String) -> String? {
    languages[(name as NSString).pathExtension.lowercased()]
  }

  /// Programs in `directory`, which may be absent: one for each source file, one for each directory.
  mutating func programs(in directory: URL) throws -> [(name: String, program: Program)] {
    guard isDirectoryItself(directory) else { return [] }
    var found: [(String, Program)] = []
    for name in try names(in: directory) {
      let url = directory.appendingPathComponent(name)
      if isDirectoryItself(url) {
        if name == "__pycache__" { continue }
        if let program = try program(inDirectory: url) {
          found.append((name, program))
        } else {
          warnings.append("\(url.path): skipped: no source file of a known language in it")
        }
      } else if let language = Self.language(ofFile: name) {
        found.append((name, Program(language: language, files: [try file(url)])))
      } else if !isDocumentation(name) {
        warnings.append("\(url.path): skipped: its language is unknown by the extension")
      }
    }
    return found
  }

  /// All files of a directory as one program; also for validators that share headers.
  public mutating func program(inDirectory directory: URL) throws -> Program? {
    var files: [Program.File] = []
    var language: String?
    for name in try names(in: directory) {
      let url = directory.appendingPathComponent(name)
      guard !isDirectoryItself(url) else { continue }
      let own = Self.language(ofFile: name)
      guard own != nil || Self.headers.contains((name as NSString).pathExtension.lowercased()) else {
        continue
      }
      if language == nil { language = own }
      if own == nil || own == language { files.append(try file(url)) }
    }
    guard let language else { return nil }
    // The main file first: the one that is named so, else the first source in name order.
    let isSource = { (file: Program.File) in Self.language(ofFile: file.name) == language }
    let main =
      files.first {
        isSource($0)
          && ["main", "__main__", "validate", "validator", "check", "generate"]
            .contains(($0.name as NSString).deletingPathExtension.lowercased())
      } ?? files.first(where: isSource)
    if let main, let index = files.firstIndex(of: main) { files.swapAt(0, index) }
    return Program(language: language, files: files)
  }

  private func isDirectoryItself(_ url: URL) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  private func names(in directory: URL) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: directory.path)
        .filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      throw PackageError(file: directory.path, problem: "cannot be read: \(error.localizedDescription)")
    }
  }

  private func file(_ url: URL) throws -> Program.File {
    do {
      return Program.File(name: url.lastPathComponent, contents: try Data(contentsOf: url))
    } catch {
      throw PackageError(file: url.path, problem: "cannot be read: \(error.localizedDescription)")
    }
  }

  private func isDocumentation(_ name: String) -> Bool {
    let suffix = (name as NSString).pathExtension.lowercased()
    return suffix.isEmpty || ["md", "txt", "yaml", "yml", "class", "o", "out", "exe", "pyc"].contains(suffix)
  }
}
