import Foundation
import SStar
@testable import SStarExecution
import Testing

/// Runs attacks and checks the host after each.
struct AttackDriver {
  let sandbox: Sandbox
  let stage: AttackStage
  let mode: String
  let manifest: AttackManifest
  /// What the jails hold when each has a program loaded; one that was given a program that cannot be compiled holds
  /// less until its next.
  private var full: HostState?

  init(sandbox: Sandbox, stage: AttackStage, mode: String, manifest: AttackManifest) {
    self.sandbox = sandbox
    self.stage = stage
    self.mode = mode
    self.manifest = manifest
  }

  /// Known gaps: without a mount namespace the metadata of host files can be seen.
  private var gaps: Set<String> { sandbox.report.layers.contains(.namespaces) ? [] : ["fs_stat_probe"] }

  private static let benign = Program(
    language: "python3", source: "a, b = map(int, input().split())\nprint(a + b)\n")

  mutating func warmUp() async throws {
    // Both workers, with and without the fork server, so that later runs start no launcher.
    let plain = Program(
      language: "c", source: "#include <unistd.h>\nint main() { usleep(300000); }\n", name: "main.c")
    let slow = Program(language: "python3", source: "import time\ntime.sleep(0.3)\n")
    for program in [slow, plain] where sandbox.languages.isUsable(program.language) {
      _ = try await sandbox.run(Invocation(program: program))
      async let first = sandbox.run(Invocation(program: program)).execution.verdict
      async let second = sandbox.run(Invocation(program: program)).execution.verdict
      let verdicts = try await [first, second]
      #expect(verdicts == [.accepted, .accepted])
    }
    full = HostState.now(launchers: await sandbox.launchers())
  }

  private func add(_ a: Int, _ b: Int) async throws -> Bool {
    let execution = try await sandbox.run(
      Invocation(program: Self.benign, input: Data("\(a) \(b)\n".utf8))
    ).execution
    return execution.verdict == .accepted && execution.output == Data("\(a + b)\n".utf8)
  }

  func run(_ attack: AttackManifest.Attack) async throws {
    let url = manifest.directory.appendingPathComponent(attack.file)
    let text = AttackManifest.withoutHeader(String(decoding: try Data(contentsOf: url), as: UTF8.self))
    let source = stage.fill(text)
    let name = attack.lang == "py" ? "main.py" : "main.\(attack.lang)"
    let program = Program(language: attack.language, source: source, name: name)
    let limits = Limits(
      cpuSeconds: attack.limits.cpu_s, wallSeconds: attack.limits.wall_s,
      memoryBytes: attack.limits.mem_mb << 20,
      outputBytes: attack.limits.stdout_kb << 10, processes: attack.limits.processes ?? 1)
    let problem = Problem(id: "sum", title: "Sum", statement: "", publicTests: [], limits: limits)
    let test = TestCase(
      name: "1", input: Data(attack.stdin.utf8), expectedOutput: Data(stage.fill(attack.expected_stdout).utf8)
    )
    let executor = PackageExecutor(runner: sandbox, outputValidator: nil)
    let before = HostState.now(launchers: await sandbox.launchers())
    let canaries = stage.canaries
    var outputs: [Data] = []
    for _ in 0..<attack.runs {
      let clock = ContinuousClock()
      let start = clock.now
      let result = try await executor.judge(program, on: test, of: problem)
      // A time-out near the limit is run again.
      let allowance = 2 * (attack.limits.wall_s + 3)
      // On a busy machine a loop takes its time; then its CPU time has to be right.
      let cpuSeconds = result.execution.cpuSeconds
      let usedItsTime = attack.limits.cpu_s <= cpuSeconds && cpuSeconds <= 1.2 * attack.limits.cpu_s + 0.2
      #expect(usedItsTime || clock.now - start < .seconds(allowance), "\(attack.id), \(mode): late")
      let letters = AttackManifest.letters(result.verdict)
      let shown =
        "\(letters) \(result.message) \(String(decoding: (result.execution.output + result.execution.errorOutput).prefix(600), as: UTF8.self))"
      #expect(attack.expect.contains(letters), "\(attack.id), \(mode): \(shown)")
      #expect(!attack.forbid.contains(letters), "\(attack.id), \(mode): \(shown)")
      check(attack, result.execution, shown)
      outputs.append(result.execution.output)
    }
    try await checkHost(attack, before: before, canaries: canaries, outputs: outputs)
  }

  private func check(_ attack: AttackManifest.Attack, _ execution: Execution, _ shown: String) {
    let text = String(decoding: execution.output + execution.errorOutput, as: UTF8.self)
    if !gaps.contains(attack.id) {
      #expect(
        !text.split(separator: "\n").contains { $0.hasPrefix("PWNED") }, "\(attack.id), \(mode): \(shown)")
    }
    #expect(!text.contains(stage.secret), "\(attack.id), \(mode): \(shown)")
    #expect(execution.output.count + execution.errorOutput.count < 8 << 20)
  }

  private func checkHost(
    _ attack: AttackManifest.Attack, before: HostState, canaries: [String], outputs: [Data]
  ) async throws {
    for round in 0..<(attack.invariants.contains { $0.kind == "next_10_jobs_verdicts_correct" } ? 10 : 1) {
      #expect(try await add(round, 5), "\(attack.id), \(mode): the next honest program fails")
    }
    #expect(stage.canaries == canaries, "\(attack.id), \(mode): canaries changed")
    #expect(stage.isSilent, "\(attack.id), \(mode): a listener heard something")
    #expect(stage.victimIsUnharmed, "\(attack.id), \(mode): another process was harmed")
    let left = HostState.processes(named: stage.marker) + HostState.files(named: stage.marker)
    #expect(left.isEmpty, "\(attack.id), \(mode): left \(left)")
    let full = full ?? before
    let takesMemory = attack.id.hasPrefix("mem")  // others may fill files in memory meanwhile
    var after = HostState.now(launchers: await sandbox.launchers())
    // The kernel gives back what ended processes had a little later.
    for _ in 0..<100 {
      let hasMemory = !takesMemory || before.availableBytes - after.availableBytes < 1 << 30
      let isAsBefore = after.descendants <= full.descendants && after.descriptors <= full.descriptors
      if hasMemory, isAsBefore, after.sharedMemory.isSubset(of: before.sharedMemory) { break }
      try await Task.sleep(for: .milliseconds(50))
      after = HostState.now(launchers: await sandbox.launchers())
    }
    #expect(after.descendants <= full.descendants, "\(attack.id), \(mode): processes left")
    #expect(after.descriptors <= full.descriptors, "\(attack.id), \(mode): descriptors left")
    #expect(
      after.sharedMemory.isSubset(of: before.sharedMemory), "\(attack.id), \(mode): shared memory left")
    #expect(after.residentBytes - before.residentBytes < 64 << 20, "\(attack.id), \(mode): we grew")
    #expect(
      !takesMemory || before.availableBytes - after.availableBytes < 1 << 30,
      "\(attack.id), \(mode): memory not given back")
    for invariant in attack.invariants {
      for path in invariant.paths ?? [] {
        let path = stage.fill(path).replacingOccurrences(of: "{scratch_parent}", with: NSTemporaryDirectory())
          .replacingOccurrences(of: "~", with: NSHomeDirectory())
        #expect(!FileManager.default.fileExists(atPath: path), "\(attack.id), \(mode): left \(path)")
      }
      if invariant.kind == "all_runs_same_output" {
        #expect(Set(outputs).count == 1, "\(attack.id), \(mode): runs differ")
      }
      if invariant.kind == "scratch_empty_after" {
        let filled = HostState.filled(await sandbox.boxes())
        #expect(filled.isEmpty, "\(attack.id), \(mode): files left")
      }
    }
  }
}
