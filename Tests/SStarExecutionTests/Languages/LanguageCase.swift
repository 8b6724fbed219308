import Foundation
import SStar
import SStarExecution
import Testing

/// A language in a sandbox mode, with its program of `Programs`. That program reads what to do from its first
/// line: `sum` adds the numbers of the other lines, `fault` fails, `loop` never ends, `hog` fills memory without
/// end, `frugal` fills 1 GiB but keeps 32 MiB of it at a time, `threads` adds 0 to 7 in several threads.
struct LanguageCase: CustomTestStringConvertible, Sendable {
  var language: String
  var mode: SandboxMode

  var testDescription: String { "\(language), \(mode)" }

  static let all = testedModes.flatMap { mode in
    broken.keys.sorted().map { LanguageCase(language: $0, mode: mode) }
  }

  /// Programs that do not compile, and a part of the compiler's message.
  private static let broken: [String: (source: String, message: String)] = [
    "c": ("int main(void) { return missing; }\n", "missing"),
    "cpp": ("int main() { return missing; }\n", "missing"),
    "go": ("package main\n\nfunc main() { missing() }\n", "missing"),
    "java": ("class Main { public static void main(String[] a) { missing(); } }\n", "missing"),
    "javascript": ("let a = 1;\nlet a = 2;\n", "SyntaxError"),
    "kotlin": ("fun main() { missing() }\n", "missing"),
    "pypy3": ("print(\n", "SyntaxError"),
    "python3": ("print(\n", "SyntaxError"),
    "rust": ("fn main() { missing(); }\n", "missing"),
    "swift": ("missing()\n", "missing"),
    "typescript": ("const n: number = 'text';\n", "TS2322"),
  ]

  func program() throws -> Program {
    let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Programs")
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    guard let name = names.first(where: { $0.hasPrefix(language + ".") }) else {
      throw CocoaError(.fileNoSuchFile)
    }
    let source = try String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
    return Program(language: language, source: source, name: "main.\((name as NSString).pathExtension)")
  }

  var brokenProgram: (program: Program, message: String)? {
    Self.broken[language].map { source, message in
      (Program(language: language, source: source, name: "main"), message)
    }
  }
}
