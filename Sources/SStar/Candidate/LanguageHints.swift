/// What a language is called in prompts, and what tells a program of it from other text in a reply.
struct LanguageHints: Sendable {
  /// Identifier of the language definition.
  var language: String
  /// Name for models.
  var name: String
  /// Labels of fenced blocks; the first one is used in prompts.
  var labels: [String]
  /// Beginnings of the lines with which programs start.
  var openings: [String]
  /// Parts of programs that read standard input, or of whole programs.
  var wholeProgram: [String]
  /// Name of the file that holds a program.
  var fileName: String

  static let all = [
    LanguageHints(
      language: "python3", name: "Python 3", labels: ["python", "python3", "py", "py3", "python 3"],
      openings: ["import ", "from ", "def ", "class ", "@", "#!", "if __name__", "async def "],
      wholeProgram: ["input(", "stdin", "open(0", "fileinput"], fileName: "main.py"),
    LanguageHints(
      language: "cpp", name: "C++",
      labels: ["cpp", "c++", "cc", "cxx", "c++11", "c++14", "c++17", "c++20", "cpp17"],
      openings: ["#include", "using ", "int main", "#pragma", "template"], wholeProgram: ["main("],
      fileName: "main.cpp"),
    LanguageHints(
      language: "c", name: "C", labels: ["c", "c99", "c11"], openings: ["#include", "int main", "#define"],
      wholeProgram: ["main("], fileName: "main.c"),
    LanguageHints(
      language: "javascript", name: "JavaScript (Node.js)", labels: ["javascript", "js", "node", "nodejs"],
      openings: ["const ", "let ", "var ", "function ", "'use strict'", "\"use strict\"", "require("],
      wholeProgram: ["stdin", "readline", "/dev/stdin"], fileName: "main.js"),
    LanguageHints(
      language: "swift", name: "Swift", labels: ["swift"],
      openings: ["import ", "func ", "let ", "var ", "struct "],
      wholeProgram: ["readLine(", "standardInput"], fileName: "main.swift"),
    LanguageHints(
      language: "pypy3", name: "Python 3 (PyPy, standard library only)",
      labels: ["python", "python3", "py", "py3", "python 3", "pypy", "pypy3"],
      openings: ["import ", "from ", "def ", "class ", "@", "#!", "if __name__", "async def "],
      wholeProgram: ["input(", "stdin", "open(0", "fileinput"], fileName: "main.py"),
    LanguageHints(
      language: "rust", name: "Rust", labels: ["rust", "rs"],
      openings: ["use ", "fn ", "pub ", "struct ", "enum ", "impl ", "const ", "mod ", "#[", "#!["],
      wholeProgram: ["fn main("], fileName: "main.rs"),
    LanguageHints(
      language: "go", name: "Go", labels: ["go", "golang"],
      openings: ["package ", "import ", "func ", "type ", "var ", "const "], wholeProgram: ["func main("],
      fileName: "main.go"),
    LanguageHints(
      language: "java", name: "Java", labels: ["java"],
      openings: ["import ", "package ", "public ", "class ", "final ", "record ", "interface ", "enum "],
      wholeProgram: ["void main("], fileName: "Main.java"),
    LanguageHints(
      language: "kotlin", name: "Kotlin", labels: ["kotlin", "kt"],
      openings: ["import ", "package ", "fun ", "val ", "var ", "class ", "data class ", "object ", "@"],
      wholeProgram: ["fun main("], fileName: "main.kt"),
    LanguageHints(
      language: "typescript", name: "TypeScript (Node.js)", labels: ["typescript", "ts"],
      openings: [
        "import ", "const ", "let ", "var ", "function ", "interface ", "type ", "class ", "declare ",
        "export ",
      ],
      wholeProgram: ["stdin", "readline", "/dev/stdin", "readFileSync(0"], fileName: "main.ts"),
  ]

  /// Hints for a language; only its own name as a label when it is not known.
  static func of(_ language: String) -> LanguageHints {
    all.first { $0.language == language }
      ?? LanguageHints(
        language: language, name: language, labels: [language], openings: [], wholeProgram: [],
        fileName: "main.\(language)")
  }
}
