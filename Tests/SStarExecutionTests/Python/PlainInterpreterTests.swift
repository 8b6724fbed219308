import Foundation
import SStar
import SStarExecution
import Testing

/// Programs that run as forks of a resident interpreter see no difference from `python3 main.py`.
@Suite("Python as without us", .serialized)
struct PlainInterpreterTests {
  private static let limits = Limits(cpuSeconds: 5, wallSeconds: 60, outputBytes: 16 << 20)

  @Test("output, messages and exit status are those of the plain interpreter", arguments: PythonCase.all)
  func runsAlike(_ program: PythonCase) async throws {
    guard let sandbox = try await SharedSandboxes.shared.sandbox(.auto),
      sandbox.languages.isUsable("python3")
    else { return }
    let ours = try await Self.run(program, "python3", sandbox)
    let plain = try await Self.run(program, "plain", try await PlainInterpreter.shared.sandbox())
    #expect(ours.exitStatus == plain.exitStatus, "\(ours.verdict) \(ours.detail)")
    #expect(ours.output == plain.output, "\(Self.text(ours.output))\n—\n\(Self.text(plain.output))")
    let (words, plainWords) = (Self.words(ours.errorOutput), Self.words(plain.errorOutput))
    #expect(!program.sameWords || words == plainWords, "\(words)\n—\n\(plainWords)")
  }

  private static func run(
    _ program: PythonCase, _ language: String, _ sandbox: Sandbox
  ) async throws -> Execution {
    let files = [Program.File(name: "main.py", contents: program.source)]
    let invocation = Invocation(
      program: Program(language: language, files: files), input: program.input, limits: limits)
    return try await sandbox.run(invocation).execution
  }

  private static func text(_ data: Data) -> String { String(decoding: data.prefix(1000), as: UTF8.self) }

  /// Messages without what differs from run to run: where the program lies, and addresses.
  private static func words(_ data: Data) -> String {
    String(decoding: data, as: UTF8.self)
      .replacing(/"[^"]*main\.py"/, with: "main.py").replacing(/[^ "]*\/main\.py:/, with: "main.py:")
      .replacing(/0x[0-9a-f]+/, with: "0x0")
  }
}

/// A sandbox that confines nothing, with a language `plain`: Python 3 without a fork server.
private actor PlainInterpreter {
  static let shared = PlainInterpreter()
  private var start: Task<Sandbox, any Error>?

  func sandbox() async throws -> Sandbox {
    if let start { return try await start.value }
    let task = Task {
      let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
        "plain-\(UInt32.random(in: 0 ... .max))")
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: directory) }
      let definition = """
        name: Python 3, plain
        extensions: []
        source: main.py
        toolchain: [python3]
        locate: ["-c", "import os, sys; print(os.path.realpath(sys.executable))"]
        run: ["{toolchain}", "-s", "-B", "{program}/{main}"]
        """
      try Data(definition.utf8).write(to: directory.appendingPathComponent("plain.yaml"))
      return try await Sandbox.start(
        SandboxOptions(mode: .none, workers: 1, languageDirectories: [directory]))
    }
    start = task
    return try await task.value
  }
}
