import Foundation
import SStar
import SStarExecution

/// Checks the inputs of a package: those of its tests and those that its generators write must be accepted by
/// its input validators.
struct InputChecks: Sendable {
  /// Exit status by which an input validator accepts.
  private static let accepts: Int32 = 42
  private static let modes = ["small", "edge", "adversarial", "large"]
  private static let seeds = 1...3
  /// Generators may be slow and write much; test inputs are larger than outputs.
  private static let limits = Limits(cpuSeconds: 20, memoryBytes: 2 << 30, outputBytes: 64 << 20)

  let runner: any InvocationRunner
  let isUsable: @Sendable (_ language: String) -> Bool
  let concurrency: Int

  struct Findings: Sendable {
    var problems: [String] = []
    var warnings: [String] = []
  }

  private struct Input: Sendable {
    var name: String
    /// The test whose group says what arguments the validators get.
    var test: String
    var data: Data
  }

  private struct Line: Sendable, CustomStringConvertible {
    var mode: String
    var seed: Int
    var description: String { "\(mode) \(seed)" }
  }

  /// - Throws: what the runner throws; ``PackageError`` when the settings of a test group are malformed.
  func check(_ package: ProblemPackage, _ tests: [TestCase]) async throws -> Findings {
    var findings = Findings()
    func usable(_ programs: [Program], _ kind: String) -> [Program] {
      let missing = Set(programs.map(\.language)).filter { !isUsable($0) }
      for language in missing.sorted() {
        findings.warnings.append("\(kind) in \(language): skipped, as \(language) cannot be run here")
      }
      return programs.filter { isUsable($0.language) }
    }
    let validators = usable(package.inputValidators, "input validators")
    let generators = usable(package.generators, "generators")
    let inputs = tests.filter { !$0.isAssertions }.map {
      Input(name: "\($0.name).in", test: $0.name, data: $0.input)
    }
    findings.problems += try await refusals(of: inputs, by: validators, package)
    guard !generators.isEmpty else { return findings }
    if let directory = package.directory, Self.isForeign(directory) {
      findings.warnings.append("generators: skipped, as they are called by generators.yaml")
      return findings
    }
    for generator in generators {
      let found = try await check(generator, validators, package)
      findings.problems += found.problems
      findings.warnings += found.warnings
    }
    return findings
  }

  /// Whether the generators are those of another tool, which calls them in ways of its own.
  private static func isForeign(_ package: URL) -> Bool {
    FileManager.default.fileExists(
      atPath: package.appendingPathComponent("generators/generators.yaml").path)
  }

  private func check(
    _ generator: Program, _ validators: [Program], _ package: ProblemPackage
  ) async throws -> Findings {
    var findings = Findings()
    let name = "generator \(generator.files.first?.name ?? "")"
    let lines = Self.modes.flatMap { mode in Self.seeds.map { Line(mode: mode, seed: $0) } }
    let made = try await lines.concurrentMap(atMost: concurrency) { try await write($0, generator) }
    var inputs: [Input] = []
    for (line, execution) in zip(lines, made) {
      if execution.verdict == .accepted {
        inputs.append(
          Input(name: "\(name), \(line)", test: "secret/generated", data: execution.output))
      } else {
        findings.problems.append(
          "\(name), \(line): \(execution.verdict.rawValue) \(execution.detail)")
      }
    }
    guard !inputs.isEmpty else {
      // Generators of other tools take their parameters in other ways.
      let warning = "\(name): left aside, as it fails on every line such as “\(lines[0])” on standard input"
      return Findings(warnings: [warning])
    }
    if let line = lines.first, let first = made.first, first.verdict == .accepted {
      let again = try await write(line, generator)
      if again.output != first.output {
        findings.problems.append("\(name), \(line): two runs write different inputs")
      }
    }
    findings.problems += try await refusals(of: inputs, by: validators, package)
    return findings
  }

  private func write(_ line: Line, _ generator: Program) async throws -> Execution {
    try await run(generator, on: Data("\(line)\n".utf8))
  }

  private func refusals(
    of inputs: [Input], by validators: [Program], _ package: ProblemPackage
  ) async throws -> [String] {
    guard let directory = package.directory else { return [] }
    var settings = try InputValidatorArguments(package: directory)
    var refusals: [String] = []
    for validator in validators {
      let name = validator.files.first?.name ?? ""
      let calls = try inputs.map { (input: $0, arguments: try settings.arguments(for: name, on: $0.test)) }
      refusals += try await calls.concurrentMap(atMost: concurrency) { call -> String? in
        let execution = try await run(validator, on: call.input.data, call.arguments)
        guard execution.exitStatus != Self.accepts else { return nil }
        let said = String(decoding: (execution.errorOutput + execution.output).prefix(200), as: UTF8.self)
          .trimmingCharacters(in: .whitespacesAndNewlines)
        return "\(call.input.name): refused by the input validator \(name) (\(execution.detail)) \(said)"
      }.compactMap { $0 }
    }
    return refusals
  }

  private func run(
    _ program: Program, on input: Data, _ arguments: [String] = []
  ) async throws -> Execution {
    let invocation = Invocation(program: program, arguments: arguments, input: input, limits: Self.limits)
    return try await runner.run(invocation).execution
  }
}
