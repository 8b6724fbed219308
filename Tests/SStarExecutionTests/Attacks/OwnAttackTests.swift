import Foundation
import Glibc
import SStar
@testable import SStarExecution
import Testing

/// What of the kernel's confinement is used for a pass through all programs.
struct AttackConfiguration: Sendable, CustomTestStringConvertible {
  var mode: SandboxMode
  /// As on a kernel whose Landlock has this version; 0 for one without. Nil: what this kernel has.
  var landlockABI: Int?

  var testDescription: String { "\(mode)" + (landlockABI.map { ", Landlock ABI \($0)" } ?? "") }

  /// Each mode by itself, the oldest Landlock alone (Linux 5.13), and namespaces alone.
  static let all: [AttackConfiguration] = {
    let oldest = AttackConfiguration(mode: .landlock, landlockABI: 1)
    let spaces = AttackConfiguration(mode: .namespaces, landlockABI: 0)
    return AttackTests.modes.map { AttackConfiguration(mode: $0) }
      + (AttackTests.modes.contains(.namespaces) ? [oldest, spaces] : [oldest])
  }()

  var options: SandboxOptions {
    var options = SandboxOptions(mode: mode, workers: 1, scratchBytes: 64 << 20)
    options.landlockABI = landlockABI
    return options
  }
}

@Suite("our own hostile and honest programs", .serialized, .tags(.slow))
struct OwnAttackTests {
  /// Sandboxes at work at the same time, each with a stage of its own.
  private static let lanes = 2

  @Test("every program is contained, and the host is as before", arguments: AttackConfiguration.all)
  func programsAreContained(configuration: AttackConfiguration) async throws {
    let attacks = try AttackManifest.own().attacks
    try await withThrowingTaskGroup(of: Void.self) { lanes in
      for lane in 0..<Self.lanes {
        lanes.addTask {
          let part = attacks.enumerated().filter { $0.offset % Self.lanes == lane }.map(\.element)
          try await Self.run(part, configuration)
        }
      }
      try await lanes.waitForAll()
    }
  }

  private static func run(
    _ attacks: [AttackManifest.Attack], _ configuration: AttackConfiguration
  ) async throws {
    let stage = try AttackStage()
    let manifest = try AttackManifest.own()
    // A file that our process has open, for its children too: launchers are among them.
    let canary = open(stage.directory.appendingPathComponent("canary").path, O_RDONLY)
    defer { close(canary) }
    var options = configuration.options
    options.languageDirectories = [stage.languages]
    let boxes = try await Sandbox.withSandbox(options) { sandbox in
      var driver = AttackDriver(
        sandbox: sandbox, stage: stage, mode: configuration.testDescription, manifest: manifest)
      try await driver.warmUp()
      for attack in attacks where sandbox.languages.isUsable(attack.language) { try await driver.run(attack) }
      return await sandbox.boxes()
    }
    for _ in 0..<100 where boxes.contains(where: FileManager.default.fileExists) {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(!boxes.contains(where: FileManager.default.fileExists))
  }

  @Test("an attack that is said to succeed unconfined does")
  func attacksAreReal() async throws {
    let stage = try AttackStage()
    let manifest = try AttackManifest.own()
    var options = SandboxOptions(mode: .none, workers: 2)
    options.usesControlGroups = false
    try await Sandbox.withSandbox(options) { sandbox in
      for attack in manifest.attacks
      where attack.succeedsUnconfined && sandbox.languages.isUsable(attack.language) {
        let text = try String(
          contentsOf: manifest.directory.appendingPathComponent(attack.file), encoding: .utf8)
        let program = Program(
          language: attack.language, source: stage.fill(AttackManifest.withoutHeader(text)),
          name: attack.lang == "py" ? "main.py" : "main.\(attack.lang)")
        let result = try await sandbox.run(
          Invocation(program: program, limits: Limits(cpuSeconds: 10, memoryBytes: 4 << 30)))
        let output = String(decoding: result.execution.output, as: UTF8.self)
        #expect(
          output.split(separator: "\n").contains { $0.hasPrefix("PWNED") },
          "\(attack.id): \(result.execution.detail) \(output)")
      }
    }
  }
}
