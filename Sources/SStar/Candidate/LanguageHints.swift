/// What tells a program of a language from other text in a reply.
struct LanguageHints: Sendable {
  /// Identifier of the language definition.
  var language: String
  /// Labels of fenced blocks.
  var labels: Set<String>
  /// Beginnings of the lines with which programs start.
  var openings: [String]
  /// Parts of programs that read standard input, or of whole programs.
  var wholeProgram: [String]
  /// Name of the file that holds a program.
  var fileName: String

  static let all = [
    LanguageHints(
      language: "python3", labels: ["python", "python3", "py", "py3", "python 3"],
      openings: ["import ", "from ", "def ", "class ", "@", "#!", "if __name__", "async def "],
      wholeProgram: ["input(", "stdin", "open(0", "fileinput"], fileName: "main.py"),
    LanguageHints(
      language: "cpp", labels: ["cpp", "c++", "cc", "cxx", "c++11", "c++14", "c++17", "c++20", "cpp17"],
      openings: ["#include", "using ", "int main", "#pragma", "template"], wholeProgram: ["main("],
      fileName: "main.cpp"),
    LanguageHints(
      language: "c", labels: ["c", "c99", "c11"], openings: ["#include", "int main", "#define"],
      wholeProgram: ["main("], fileName: "main.c"),
    LanguageHints(
      language: "javascript", labels: ["javascript", "js", "node", "nodejs"],
      openings: ["const ", "let ", "var ", "function ", "'use strict'", "\"use strict\"", "require("],
      wholeProgram: ["stdin", "readline", "/dev/stdin"], fileName: "main.js"),
    LanguageHints(
      language: "swift", labels: ["swift"], openings: ["import ", "func ", "let ", "var ", "struct "],
      wholeProgram: ["readLine(", "standardInput"], fileName: "main.swift"),
  ]

  /// Hints for a language; only its own name as a label when it is not known.
  static func of(_ language: String) -> LanguageHints {
    all.first { $0.language == language }
      ?? LanguageHints(
        language: language, labels: [language], openings: [], wholeProgram: [], fileName: "main.\(language)")
  }
}
