import Foundation
import Glibc
import SStar
import Testing

@testable import SStarExecution

/// Launchers end with their sandbox, also those that cannot do it by themselves, and nobody waits for them long.
@Suite(.serialized) struct JailEndTests {
  private static let program = Program(language: "python3", source: "print(input())")
  private static let sleeper = Program(language: "python3", source: "import time\ntime.sleep(60)")

  private func inEach(_ mode: SandboxMode, _ body: @Sendable (Sandbox) async throws -> Void) async throws {
    do {
      try await Sandbox.withSandbox(SandboxOptions(mode: mode, workers: 1)) { sandbox in
        guard sandbox.languages.isUsable("python3") else { return }
        try await body(sandbox)
      }
    } catch SandboxError.tooWeak {}
  }

  /// The directory of a launcher that runs; those of other sandboxes of this machine come and go.
  private static func scratch(of launcher: pid_t) -> String? {
    let text = (try? String(contentsOfFile: "/proc/\(launcher)/cmdline", encoding: .utf8)) ?? ""
    return text.split(separator: "\0").drop { $0 != "--scratch" }.dropFirst().first.map(String.init)
  }

  /// Those of launchers, all of which exist.
  private static func scratchDirectories(of launchers: [pid_t]) -> [String] {
    let paths = launchers.compactMap(scratch)
    #expect(!paths.isEmpty && paths.count == launchers.count)
    #expect(paths.allSatisfy(FileManager.default.fileExists))
    return paths
  }

  @Test(arguments: testedModes)
  func aLauncherThatWasStoppedIsKilled(mode: SandboxMode) async throws {
    let clock = ContinuousClock()
    let (launchers, paths, end) = (Shared([pid_t]()), Shared([String]()), Shared(clock.now))
    try await inEach(mode) { sandbox in
      _ = try await sandbox.run(Invocation(program: Self.program, input: Data("1\n".utf8)))
      launchers.value = await sandbox.launchers()
      paths.value = Self.scratchDirectories(of: launchers.value)
      for launcher in launchers.value { Self.stopAll(launcher) }
      end.value = clock.now
    }
    #expect(clock.now - end.value < .seconds(8))
    #expect(launchers.value.allSatisfy { kill($0, 0) != 0 })
    #expect(!paths.value.contains(where: FileManager.default.fileExists))
  }

  @Test(arguments: testedModes)
  func aRunIsCancelledAlthoughTheLauncherWasStopped(mode: SandboxMode) async throws {
    try await inEach(mode) { sandbox in
      _ = try await sandbox.run(Invocation(program: Self.program, input: Data("1\n".utf8)))
      let launchers = await sandbox.launchers()
      let clock = ContinuousClock()
      let run = Task { try await sandbox.run(Invocation(program: Self.sleeper)) }
      try await Task.sleep(for: .milliseconds(500))
      launchers.forEach(Self.stopAll)
      let start = clock.now
      run.cancel()
      await #expect(throws: CancellationError.self) { try await run.value }
      #expect(clock.now - start < .seconds(4))
    }
  }

  @Test(arguments: testedModes)
  func idleLaunchersThatWereEndedAreReplacedAllAtOnce(mode: SandboxMode) async throws {
    do {
      try await Sandbox.withSandbox(SandboxOptions(mode: mode, workers: 3)) { sandbox in
        guard sandbox.languages.isUsable("python3") else { return }
        let short = Program(language: "python3", source: "import time\ntime.sleep(1)")
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<3 { group.addTask { _ = try await sandbox.run(Invocation(program: short)) } }
          try await group.waitForAll()
        }
        let launchers = await sandbox.launchers()
        #expect(launchers.count == 3)
        for launcher in launchers { kill(launcher, SIGKILL) }
        try await Task.sleep(for: .seconds(1))
        let execution = try await sandbox.run(Invocation(program: Self.program, input: Data("1\n".utf8)))
          .execution
        #expect(execution.verdict == .accepted, "\(execution.detail)")
      }
    } catch SandboxError.tooWeak {}
  }

  @Test func whatAKilledLauncherLeftIsRemoved() async throws {
    let paths = Shared([String]())
    try await inEach(.landlock) { sandbox in
      let writer = Program(
        language: "python3",
        source: """
          import os, time
          os.makedirs("a/b/c")
          open("a/b/file", "w").write("x")
          os.symlink("/", "a/root")
          time.sleep(60)
          """)
      _ = try await sandbox.run(Invocation(program: Self.program, input: Data("1\n".utf8)))
      let launchers = await sandbox.launchers()
      paths.value = Self.scratchDirectories(of: launchers)
      let run = Task { try await sandbox.run(Invocation(program: writer)) }
      try await Task.sleep(for: .seconds(1))
      for launcher in launchers { kill(launcher, SIGKILL) }
      try await Task.sleep(for: .milliseconds(200))
      run.cancel()
      _ = try? await run.value
    }
    #expect(!paths.value.contains(where: FileManager.default.fileExists))
  }

  @Test func directoriesOfOwnersThatEndedAreRemovedAndNoOthers() async throws {
    let launcher = try Installation.find().launcher
    let parent = FileManager.default.temporaryDirectory
    let abandoned = parent.appendingPathComponent("sstar-jail-\(UUID())")
    let target = parent.appendingPathComponent("jail-end-\(UUID())")
    defer { try? FileManager.default.removeItem(at: target) }
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try Data("kept".utf8).write(to: target.appendingPathComponent("file"))
    let box = abandoned.appendingPathComponent("box/locked")
    try FileManager.default.createDirectory(at: box, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: abandoned.appendingPathComponent("box/link"), withDestinationURL: target)
    chmod(box.path, 0)
    let live = try ScratchDirectory.make()
    defer { rmdir(live.path) }
    let old = [timespec(tv_sec: 1_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000, tv_nsec: 0)]
    for path in [abandoned.path, live.path] { utimensat(AT_FDCWD, path, old, 0) }

    ScratchDirectory.removeAbandoned(with: launcher)

    // Another sandbox of this machine may be at it.
    for _ in 0..<100 where FileManager.default.fileExists(atPath: abandoned.path) {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(!FileManager.default.fileExists(atPath: abandoned.path))
    #expect(FileManager.default.fileExists(atPath: live.path))
    #expect(FileManager.default.fileExists(atPath: target.appendingPathComponent("file").path))
  }

  /// Stops a launcher and the part of it that is in namespaces.
  private static func stopAll(_ launcher: pid_t) {
    let path = "/proc/\(launcher)/task/\(launcher)/children"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    for process in [launcher] + text.split(separator: " ").compactMap({ pid_t($0) }) {
      kill(process, SIGSTOP)
    }
  }
}

/// A value that a test's closure leaves for it.
private final class Shared<Value: Sendable>: @unchecked Sendable {
  // Unchecked: written before, and read after, the closure's end.
  var value: Value
  init(_ value: Value) { self.value = value }
}
