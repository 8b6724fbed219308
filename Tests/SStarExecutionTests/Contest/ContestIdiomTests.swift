import Foundation
import SStar
import SStarExecution
import Testing

/// What real C++ submissions do works as at a contest, at the limits of a package that says nothing.
@Suite("idioms of contest programs", .serialized)
struct ContestIdiomTests {
  /// One of the things that `Programs/idioms.cpp` does.
  struct Idiom: Sendable, CustomTestStringConvertible {
    var name: String
    /// Follows the name on standard input.
    var input: String
    var verdict: Verdict
    /// Of an accepted program.
    var output: String

    init(_ name: String, _ input: String = "", prints output: String) {
      (self.name, self.input, self.output, verdict) = (name, input, output, .accepted)
    }

    init(_ name: String, _ verdict: Verdict) {
      (self.name, self.input, self.output, self.verdict) = (name, "", "", verdict)
    }

    var testDescription: String { name }
  }

  private static let idioms = [
    Idiom("streams", "3\n1 2\n 4", prints: "3.500\n"), Idiom("rest", "a\r\nb\n\nc", prints: "3\n"),
    Idiom("wide", prints: "461497840 0.3 64\n"), Idiom("order", prints: "500 250 77\n"),
    Idiom("deep", prints: "1000000\n"), Idiom("lambda", prints: "20000100000\n"),
    Idiom("stack", prints: "0\n"), Idiom("local", prints: "104857600\n"), Idiom("arrays", prints: "1000\n"),
    Idiom("filled", prints: "100000000\n"), Idiom("mapped", prints: "mapped\nmapped\n"),
    Idiom("reopened", "3 4\n", prints: "7\n"), Idiom("files", prints: "5\n"),
    Idiom("threads", prints: "42\n"),
    Idiom("clocks", prints: "1\n"), Idiom("modern", prints: "312\n"), Idiom("raw", "x\n", prints: "raw\nx\n"),
    Idiom("quick", prints: "kept"), Idiom("timers", prints: "rang\n"),
    Idiom("lines", prints: (0..<200_000).map { "\($0)\n" }.joined()), Idiom("status", .runTimeError),
    Idiom("assert", .runTimeError), Idiom("abort", .runTimeError), Idiom("fault", .runTimeError),
    Idiom("divide", .runTimeError),
  ]

  @Test(arguments: testedModes, idioms)
  func itWorks(mode: SandboxMode, idiom: Idiom) async throws {
    guard let sandbox = try await SharedSandboxes.shared.sandbox(mode), sandbox.languages.isUsable("cpp")
    else { return }
    let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let source = try String(
      contentsOf: directory.appendingPathComponent("Programs/idioms.cpp"), encoding: .utf8)
    let execution = try await sandbox.run(
      Invocation(
        program: Program(language: "cpp", source: source, name: "idioms.cpp"),
        input: Data("\(idiom.name)\n\(idiom.input)".utf8),
        limits: Limits(cpuSeconds: 5, wallSeconds: 60, memoryBytes: 2 << 30))
    ).execution
    let words = String(decoding: execution.errorOutput.prefix(1000), as: UTF8.self)
    #expect(execution.verdict == idiom.verdict, "\(execution.detail) \(words)")
    guard idiom.verdict == .accepted else { return }
    #expect(execution.output == Data(idiom.output.utf8), "\(words)")
  }
}
