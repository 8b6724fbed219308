import Foundation
import SStar

/// Programs in a package: submissions, validators, generators.
public struct PackagePrograms {
  /// Languages by extension, whether or not they can be run here.
  private static let languages: [String: String] = [
    "py": "python3", "py3": "python3", "cpp": "cpp", "cc": "cpp", "cxx": "cpp", "c++": "cpp", "c": "c",
    "java": "java", "kt": "kotlin", "rs": "rust", "go": "go", "js": "javascript", "mjs": "javascript",
    "cjs": "javascript",
    "ts": "typescript", "swift": "swift", "hs": "haskell", "rb": "ruby", "cs": "csharp", "scala": "scala",
    "php": "php", "pas": "pascal", "ml": "ocaml", "d": "d", "lua": "lua", "pl": "perl", "sh": "shell",
    "py2": "python2",
  ]
  /// Files that accompany sources of a language.
  private static let headers: Set<String> = ["h", "hpp", "hh", "hxx"]

  /// What was left out, a sentence each.
  public private(set) var warnings: [String] = []
  private let files: PackageFiles

  /// Programs anywhere, not only in a package.
  public init() {
    files = PackageFiles()
  }

  init(files: PackageFiles) {
    self.files = files
  }

  /// The language of a file name; nil when its extension is unknown.
  public static func language(ofFile name: String) -> String? {
    let suffix = (name as NSString).pathExtension
    // Compilers take `.C` for C++ and `.c` for C.
    return suffix == "C" ? "cpp" : languages[suffix.lowercased()]
  }

  /// Programs in `directory`, which may be absent: one for each source file, with the headers beside it, and
  /// one for each directory.
  /// - Throws: ``PackageError``.
  mutating func programs(in directory: URL) throws -> [(name: String, program: Program)] {
    var found: [(String, Program)] = []
    let names = try files.names(in: directory)
    for name in names {
      let url = directory.appendingPathComponent(name)
      if try files.isDirectory(url) {
        if name == "__pycache__" { continue }
        if let program = try program(inDirectory: url) {
          found.append((name, program))
        } else {
          warnings.append("\(url.path): skipped: no source file of a known language in it")
        }
      } else if let language = Self.language(ofFile: name) {
        let source = try file(url)
        var program = Program(language: Self.variant(of: language, source), files: [source])
        if Self.usesHeaders.contains(language) {
          program.files += try names.filter(Self.isHeader).map {
            try file(directory.appendingPathComponent($0))
          }
        }
        found.append((name, program))
      } else if !Self.isHeader(name), !Self.isDocumentation(name) {
        warnings.append("\(url.path): skipped: its language is unknown by the extension")
      }
    }
    return found
  }

  /// All sources of a directory as one program, the main file first; nil when it holds none.
  /// - Throws: ``PackageError``.
  public mutating func program(inDirectory directory: URL) throws -> Program? {
    let names = try files.names(in: directory)
    let sources = try names.filter {
      try Self.language(ofFile: $0) != nil && !files.isDirectory(directory.appendingPathComponent($0))
    }
    // The main file: the one that is named so, else the first source in name order.
    let main =
      sources.first { Self.mainNames.contains(($0 as NSString).deletingPathExtension.lowercased()) }
      ?? sources.first
    guard let main, let language = Self.language(ofFile: main) else { return nil }
    let source = try file(directory.appendingPathComponent(main))
    var program = Program(language: Self.variant(of: language, source), files: [source])
    for name in names where name != main {
      let url = directory.appendingPathComponent(name)
      if sources.contains(name), Self.language(ofFile: name) == language {
        program.files.append(try file(url))
      } else if Self.isHeader(name) {
        program.files.append(try file(url))
      } else if !Self.isDocumentation(name), name != "__pycache__" {
        warnings.append("\(url.path): left out of the \(language) program in its directory")
      }
    }
    return program
  }

  private static let mainNames: Set<String> = [
    "main", "__main__", "validate", "validator", "check", "checker", "generate", "generator",
  ]
  private static let usesHeaders: Set<String> = ["c", "cpp"]

  private func file(_ url: URL) throws -> Program.File {
    guard let contents = try files.contents(of: url) else {
      throw PackageError(file: url.path, problem: "has vanished")
    }
    return Program.File(name: url.lastPathComponent, contents: contents)
  }

  /// Python 2, which has the extension of Python 3, is told by its first line.
  private static func variant(of language: String, _ file: Program.File) -> String {
    guard language == "python3" else { return language }
    let line = file.contents.prefix(200).prefix { $0 != UInt8(ascii: "\n") }
    return line.starts(with: "#!".utf8) && String(decoding: line, as: UTF8.self).contains("python2")
      ? "python2" : language
  }

  private static func isHeader(_ name: String) -> Bool {
    headers.contains((name as NSString).pathExtension.lowercased())
  }

  /// Notes and build products, which nobody takes for a program.
  private static func isDocumentation(_ name: String) -> Bool {
    let suffix = (name as NSString).pathExtension.lowercased()
    let stem = (name as NSString).deletingPathExtension.lowercased()
    return ["md", "yaml", "yml", "class", "o", "pyc"].contains(suffix)
      || ["readme", "license", "makefile"].contains(stem)
  }
}
