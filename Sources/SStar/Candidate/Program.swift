import Foundation

/// Source code in one language, ready to be compiled and run.
public struct Program: Sendable, Hashable, Codable {
  /// One source file.
  public struct File: Sendable, Hashable, Codable {
    /// File name without directories, such as `main.py`.
    public var name: String
    /// The file's bytes; usually UTF-8 text.
    public var contents: Data

    public init(name: String, contents: Data) {
      self.name = name
      self.contents = contents
    }
  }

  /// Identifier of a language definition, such as `python3` or `cpp`.
  public var language: String
  /// The files; the first one is the main file unless the language finds it otherwise.
  public var files: [File]
  /// Name of the function to call for a function problem; nil for a whole program.
  public var entryPoint: String?

  public init(language: String, files: [File], entryPoint: String? = nil) {
    self.language = language
    self.files = files
    self.entryPoint = entryPoint
  }

  /// A program of one file.
  public init(language: String, source: String, name: String = "main", entryPoint: String? = nil) {
    self.init(
      language: language, files: [File(name: name, contents: Data(source.utf8))], entryPoint: entryPoint)
  }

  /// Text of the main file, with invalid UTF-8 replaced.
  public var source: String {
    files.first.map { String(decoding: $0.contents, as: UTF8.self) } ?? ""
  }
}
