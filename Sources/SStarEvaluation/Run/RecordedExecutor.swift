import Crypto
import Foundation
import SStar
import SStarExecution
import SStarModels

/// Runs what a run has no record of, and records it; replays the rest.
public struct RecordedExecutor: Executor {
  /// Texts up to this size stand in the event itself.
  private static let longestInline = 200

  private let base: (any Executor)?
  private let run: RunDirectory
  private let onTrouble: @Sendable (String) -> Void

  /// - Parameters:
  ///   - base: runs programs; nil to replay only.
  ///   - onTrouble: told when an execution could not be recorded; it counts all the same.
  public init(
    _ base: (any Executor)?, run: RunDirectory,
    onTrouble: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.base = base
    self.run = run
    self.onTrouble = onTrouble
  }

  public func run(_ program: Program, on input: Data, limits: Limits) async throws -> Execution {
    let key = Self.key("run", program, input, limits)
    if let record = try await run.execution(for: key), let execution = try await execution(record) {
      return execution
    }
    guard let base else { throw RunError.notRecorded("a program on an input") }
    let execution = try await base.run(program, on: input, limits: limits)
    await record(execution, message: "", key: key)
    return execution
  }

  public func judge(_ program: Program, on test: TestCase, of problem: Problem) async throws -> TestResult {
    let kind = test.isAssertions ? "judge assertions" : "judge"
    let key = Self.key(kind, program, test.input, problem.limits, test.expectedOutput)
    if let record = try await run.execution(for: key), let execution = try await execution(record) {
      return TestResult(test: test.name, execution: execution, message: record.message ?? "")
    }
    guard let base else { throw RunError.notRecorded("a program on test \(test.name)") }
    let result = try await base.judge(program, on: test, of: problem)
    await record(result.execution, message: result.message, key: key)
    return result
  }

  public func outputsAgree(_ first: Data, _ second: Data, for problem: Problem) -> Bool {
    OutputComparer.agree(first, second, using: problem.comparison)
  }

  /// What was recorded; nil when parts of it are damaged and the program can be run again.
  private func execution(_ record: RunEvent.ExecutionRecord) async throws -> Execution? {
    do {
      return try await completed(record)
    } catch RunError.missingBlob where base != nil {
      return nil
    }
  }

  private func completed(_ record: RunEvent.ExecutionRecord) async throws -> Execution {
    var output = Data((record.output ?? "").utf8)
    if let blob = record.outputBlob { output = try await run.blob(blob) }
    var error = Data()
    if let blob = record.errorBlob { error = try await run.blob(blob) }
    return Execution(
      verdict: record.verdict, detail: record.detail ?? "", exitStatus: record.exitStatus, output: output,
      errorOutput: error, cpuSeconds: record.cpuSeconds, wallSeconds: record.wallSeconds,
      peakMemoryBytes: record.peakMemoryBytes)
  }

  private func record(_ execution: Execution, message: String, key: String) async {
    // A failure of ours is worth another try.
    guard execution.verdict != .judgeError else { return }
    do {
      try await append(execution, message: message, key: key)
    } catch {
      onTrouble("executions cannot be recorded: \(error)")
    }
  }

  private func append(_ execution: Execution, message: String, key: String) async throws {
    var record = RunEvent.ExecutionRecord(
      key: key, verdict: execution.verdict, detail: execution.detail.isEmpty ? nil : execution.detail,
      exitStatus: execution.exitStatus, cpuSeconds: execution.cpuSeconds,
      wallSeconds: execution.wallSeconds, peakMemoryBytes: execution.peakMemoryBytes,
      message: message.isEmpty ? nil : message)
    if execution.output.count <= Self.longestInline,
      let text = String(data: execution.output, encoding: .utf8)
    {
      record.output = text
    } else {
      record.outputBlob = try await run.store(execution.output)
    }
    if !execution.errorOutput.isEmpty { record.errorBlob = try await run.store(execution.errorOutput) }
    try await run.append(.execution(record))
  }

  private static func key(
    _ kind: String, _ program: Program, _ input: Data, _ limits: Limits, _ expected: Data? = nil
  ) -> String {
    var hash = SHA256()
    func add(_ data: Data) {
      hash.update(data: Data("\(data.count)\n".utf8))
      hash.update(data: data)
    }
    add(Data("\(kind)\n\(program.language)\n\(program.entryPoint ?? "")\n\(limits)".utf8))
    for file in program.files {
      add(Data(file.name.utf8))
      add(file.contents)
    }
    add(input)
    if let expected { add(expected) }
    return hash.finalize().hexadecimal
  }
}
