import Foundation
import SStar
import SStarExecution
import Testing

/// What a program of every language may rely on, where its toolchain is installed.
@Suite("languages", .serialized, .tags(.slow))
struct LanguageTests {
  @Test("a program that adds numbers is accepted", arguments: LanguageCase.all)
  func sumIsAccepted(of language: LanguageCase) async throws {
    try await run(language, "sum\n20 20\n2\n") { execution in
      #expect(execution.verdict == .accepted, "\(summary(execution))")
      #expect(execution.output == Data("42\n".utf8))
    }
  }

  @Test("a fault is a run-time error", arguments: LanguageCase.all)
  func faultIsARunTimeError(of language: LanguageCase) async throws {
    try await run(language, "fault\n") { #expect($0.verdict == .runTimeError, "\(summary($0))") }
  }

  @Test(
    "a program that does not compile is a compile error with the compiler's message",
    arguments: LanguageCase.all)
  func compilerSpeaks(of language: LanguageCase) async throws {
    let (program, message) = try #require(language.brokenProgram)
    try await run(language, program: program, "") { execution in
      #expect(execution.verdict == .compileError, "\(summary(execution))")
      #expect(
        String(decoding: execution.errorOutput, as: UTF8.self).contains(message), "\(summary(execution))")
    }
  }

  @Test("an endless loop ends at the time limit", arguments: LanguageCase.all)
  func endlessLoopEnds(of language: LanguageCase) async throws {
    let limits = Limits(cpuSeconds: 0.6, wallSeconds: 30, memoryBytes: 256 << 20)
    try await run(language, "loop\n", limits) { execution in
      #expect(execution.verdict == .timeLimitExceeded, "\(summary(execution))")
      #expect(execution.cpuSeconds < 1.2 * 0.6 + 0.2, "\(summary(execution))")
    }
  }

  @Test("a program that fills memory exceeds the memory limit", arguments: LanguageCase.all)
  func hogExceedsTheMemoryLimit(of language: LanguageCase) async throws {
    try await run(language, "hog\n") { execution in
      #expect(execution.verdict == .memoryLimitExceeded, "\(summary(execution))")
      #expect(execution.peakMemoryBytes < 512 << 20, "\(summary(execution))")
    }
  }

  @Test("memory that is given back or only reserved does not count", arguments: LanguageCase.all)
  func frugalProgramIsAccepted(of language: LanguageCase) async throws {
    try await run(language, "frugal\n") { execution in
      #expect(execution.verdict == .accepted, "\(summary(execution))")
      #expect(execution.output == Data("32\n".utf8))
    }
  }

  @Test("a million numbers are read quickly", arguments: LanguageCase.all)
  func bigInputIsReadQuickly(of language: LanguageCase) async throws {
    let line = (0..<10).map { String(1_234_567 + $0) }.joined(separator: " ") + "\n"
    let input = "sum\n" + String(repeating: line, count: 100_000)
    try await run(language, input, Limits(cpuSeconds: 4, memoryBytes: 1 << 30)) { execution in
      #expect(execution.verdict == .accepted, "\(summary(execution))")
      #expect(execution.output == Data("\((1_234_567 * 10 + 45) * 100_000)\n".utf8))
    }
  }

  @Test("threads can be started", arguments: LanguageCase.all)
  func threadsCanBeStarted(of language: LanguageCase) async throws {
    try await run(language, "threads\n") { execution in
      #expect(execution.verdict == .accepted, "\(summary(execution))")
      #expect(execution.output == Data("28\n".utf8))
    }
  }

  private func run(
    _ language: LanguageCase, program: Program? = nil, _ input: String,
    _ limits: Limits = Limits(cpuSeconds: 5, wallSeconds: 60, memoryBytes: 256 << 20),
    _ check: (Execution) throws -> Void
  ) async throws {
    guard let sandbox = try await SharedSandboxes.shared.sandbox(language.mode),
      sandbox.languages.isUsable(language.language)
    else { return }
    let program = try program ?? language.program()
    let invocation = Invocation(program: program, input: Data(input.utf8), limits: limits)
    try check(try await sandbox.run(invocation).execution)
  }

  private func summary(_ execution: Execution) -> String {
    let message = String(decoding: execution.errorOutput.prefix(800), as: UTF8.self)
    return
      "\(execution.verdict.rawValue): \(execution.detail), \(execution.cpuSeconds) s CPU, "
      + "\(execution.wallSeconds) s, \(execution.peakMemoryBytes >> 20) MiB; \(message)"
  }
}
