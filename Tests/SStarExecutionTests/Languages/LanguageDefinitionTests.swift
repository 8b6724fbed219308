import Foundation
import SStar
import SStarExecution
import Testing

@Suite("language definitions", .serialized)
struct LanguageDefinitionTests {
  private static let base = "name: Toy\nextensions: [toy]\n"
  private static let shell = base + "toolchain: [sh]\nrun: [\"{toolchain}\", \"{program}/{main}\"]\n"

  @Test("one file adds a language, and its environment is filled in", arguments: testedModes)
  func oneFileAddsALanguage(mode: SandboxMode) async throws {
    let yaml = Self.shell + "environment: [\"HEAP={heap_mib} of {main}\"]\nruntime_memory_mib: 28\n"
    try await withLanguage(yaml, mode) { sandbox in
      let program = Program(language: "toy", source: "read x; echo $x $HEAP\n", name: "main.toy")
      let limits = Limits(memoryBytes: 128 << 20)
      let execution = try await sandbox.run(
        Invocation(program: program, input: Data("hello\n".utf8), limits: limits)
      ).execution
      #expect(execution.verdict == .accepted, "\(execution.detail)")
      #expect(execution.output == Data("hello 100 of main.toy\n".utf8))
    }
  }

  @Test("a compiler that does not end is a compile error", arguments: testedModes)
  func endlessCompilerEnds(mode: SandboxMode) async throws {
    let yaml =
      Self.shell
      + "compile: [\"{toolchain}\", -c, \"while :; do :; done\"]\ncompile_limits: {cpu_seconds: 0.5}\n"
    try await withLanguage(yaml, mode) { sandbox in
      let program = Program(language: "toy", source: "", name: "main.toy")
      let execution = try await sandbox.run(Invocation(program: program)).execution
      #expect(execution.verdict == .compileError)
      // Elapsed time ends it where others use the processors.
      #expect(execution.detail.contains("0.5 s of CPU time") || execution.detail.contains("3.5 s elapsed"))
    }
  }

  @Test("a proxy is asked for what is behind it")
  func proxiesAreAsked() async throws {
    let proxy = FileManager.default.temporaryDirectory.appendingPathComponent(
      "proxy-\(UInt32.random(in: 0 ... .max))")
    try Data("#!/bin/sh\necho some notice\necho $1\n".utf8).write(to: proxy)
    defer { try? FileManager.default.removeItem(at: proxy) }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: proxy.path)
    let yaml = Self.base + "toolchain: [\(proxy.path)]\nlocate: [/bin/sh]\nrun: [\"{toolchain}\"]\n"
    try await withLanguage(yaml, .none) { sandbox in
      #expect(sandbox.languages.all.first { $0.id == "toy" }?.toolchain?.path == "/bin/sh")
    }
  }

  @Test("what is missing is named")
  func missingToolsAreNamed() async throws {
    try await withLanguage(Self.shell + "tools: {linker: [no-such-linker]}\n", .none) { sandbox in
      #expect(!sandbox.languages.isUsable("toy"))
      let reason = sandbox.languages.all.first { $0.id == "toy" }?.unusable
      #expect(reason == "no-such-linker is not installed")
    }
  }

  @Test("unknown keys are refused", arguments: ["speed: 1", "compile_limits: {speed: 1}"])
  func unknownKeysAreRefused(line: String) async throws {
    let error = await #expect(throws: SandboxError.self) {
      try await withLanguage(Self.shell + line + "\n", .none) { _ in }
    }
    #expect(error?.description.contains("unknown key `speed`") == true)
  }

  @Test("a language whose programs could not have their standard streams is refused")
  func tooFewDescriptorsAreRefused() async throws {
    let error = await #expect(throws: SandboxError.self) {
      try await withLanguage(Self.shell + "descriptors: 2\n", .none) { _ in }
    }
    #expect(error?.description.contains("`descriptors` must be at least 3") == true)
  }

  private func withLanguage(
    _ yaml: String, _ mode: SandboxMode, _ body: @Sendable (Sandbox) async throws -> Void
  ) async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
      "languages-\(UInt32.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try Data(yaml.utf8).write(to: directory.appendingPathComponent("toy.yaml"))
    let options = SandboxOptions(mode: mode, workers: 1, languageDirectories: [directory])
    do {
      try await Sandbox.withSandbox(options, body)
    } catch SandboxError.tooWeak {}
  }
}
