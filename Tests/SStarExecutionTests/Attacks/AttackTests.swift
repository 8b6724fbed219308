import Foundation
import SStar
@testable import SStarExecution
import Testing

extension Tag {
  /// Takes seconds to minutes.
  @Tag static var slow: Self
}

@Suite("hostile and honest programs", .serialized, .tags(.slow))
struct AttackTests {
  /// Modes to attack: both where this user may choose, one when `SSTAR_TEST_SANDBOX` names it.
  static let modes: [SandboxMode] = {
    let named = ProcessInfo.processInfo.environment["SSTAR_TEST_SANDBOX"].flatMap(SandboxMode.init(rawValue:))
    return named.map { [$0] } ?? [.namespaces, .landlock]
  }()

  @Test(
    "every program of the collection is contained and gets an allowed verdict",
    .enabled(
      if: AttackManifest.shared != nil, "no attacks/manifest.json in SSTAR_SHARED (default ../shared)"),
    arguments: testedModes)
  func collectionIsContained(mode: SandboxMode) async throws {
    let manifest = try #require(AttackManifest.shared)
    let stage = try AttackStage()
    let boxes = try await Sandbox.withSandbox(SandboxOptions(mode: mode, workers: 2)) { sandbox in
      var driver = AttackDriver(sandbox: sandbox, stage: stage, mode: "\(mode)", manifest: manifest)
      try await driver.warmUp()
      for attack in manifest.attacks where sandbox.languages.isUsable(attack.language) {
        try await driver.run(attack)
      }
      return await sandbox.boxes()
    }
    // The launchers remove their directories when they end.
    for _ in 0..<40 where boxes.contains(where: FileManager.default.fileExists) {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(!boxes.contains(where: FileManager.default.fileExists))
  }
}
