import Foundation
import Glibc
import SStar
import Testing

@testable import SStarExecution

/// The kernel's own limit on memory, where control groups (version 2) are ours to use. `.ci/control-groups` runs these
/// on a kernel that has them.
@Suite(
  .serialized,
  .enabled(
    if: ProcessInfo.processInfo.environment["SSTAR_TEST_CONTROL_GROUPS"] != nil,
    "needs control groups with memory: run .ci/control-groups"))
struct ControlGroupTests {
  private static let limit = 48 << 20
  private static let modes: [SandboxMode] = [.auto, .landlock, .none]

  private static func run(
    _ language: String, _ source: String, in sandbox: Sandbox, processes: Int = 1
  ) async throws -> Execution {
    let program = Program(
      language: language, source: source, name: language == "c" ? "main.c" : "main.py")
    // The kernels of the tests are slow.
    let limits = Limits(cpuSeconds: 20, memoryBytes: limit, processes: processes)
    return try await sandbox.run(Invocation(program: program, limits: limits)).execution
  }

  private static func inEach(
    _ mode: SandboxMode, _ body: @Sendable (Sandbox) async throws -> Void
  ) async throws {
    do {
      try await Sandbox.withSandbox(SandboxOptions(mode: mode, workers: 1)) { sandbox in
        #expect(sandbox.report.layers.contains(.controlGroup), "\(sandbox.report.notes)")
        try await body(sandbox)
      }
    } catch SandboxError.tooWeak where mode == .landlock {}
  }

  /// The groups of all jails, wherever they are.
  private static func groups() -> Set<String> {
    let walk = FileManager.default.enumerator(atPath: "/sys/fs/cgroup")
    return Set(
      (walk?.compactMap { $0 as? String } ?? []).filter {
        $0.split(separator: "/").last?.hasPrefix("sstar-jail-") == true
      })
  }

  /// A launcher that is refused ends while nobody waits for it.
  private static func areAllGone() async throws -> Bool {
    for _ in 0..<100 where !groups().isEmpty { try await Task.sleep(for: .milliseconds(50)) }
    return groups().isEmpty
  }

  private static let honest = """
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    int main(void) {
      char *much = malloc(2ul << 30);
      memset(much, 1, 8 << 20);
      return puts("ok") < 0 || !much[5];
    }
    """

  /// Never mapped: no process has it, so that only the kernel's account shows it.
  private static let memoryFile = """
    #define _GNU_SOURCE
    #include <sys/mman.h>
    #include <unistd.h>
    static char piece[1 << 20];
    int main(void) {
      for (int i = 0; i < 1024; i++) {
        int file = memfd_create("part", 0);
        for (int j = 0; j < 16; j++)
          if (write(file, piece, sizeof piece) < 0) return 1;
      }
    }
    """

  private static let sharedMemory = """
    #include <string.h>
    #include <sys/mman.h>
    #include <sys/wait.h>
    #include <unistd.h>
    int main(void) {
      for (int i = 0; i < 60; i++) {
        if (fork() == 0) {
          char *part = mmap(0, 8 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
          memset(part, 1, 8 << 20);
          sleep(3);
          _exit(0);
        }
      }
      while (wait(0) > 0) {}
    }
    """

  private static let manyProcesses = """
    #include <stdlib.h>
    #include <string.h>
    #include <sys/wait.h>
    #include <unistd.h>
    int main(void) {
      for (int i = 0; i < 12; i++)
        if (fork() == 0) {
          volatile char *part = malloc(10 << 20);
          for (int j = 0; j < 10 << 20; j += 4096) part[j] = 1;
          sleep(3);
          _exit(0);
        }
      while (wait(0) > 0) {}
    }
    """

  private static let grows = """
    #include <stdlib.h>
    #include <string.h>
    int main(void) {
      for (;;) {
        volatile char *part = malloc(1 << 20);
        for (int i = 0; i < 1 << 20; i += 4096) part[i] = 1;
      }
    }
    """

  @Test func memoryThatNoProcessHasCountsWhereProgramsAreTrusted() async throws {
    try await Self.inEach(.none) { sandbox in
      for source in [Self.memoryFile, Self.sharedMemory] {
        let execution = try await Self.run("c", source, in: sandbox, processes: 128)
        #expect(execution.verdict == .memoryLimitExceeded, "\(execution.detail)")
        let after = try await Self.run("c", Self.honest, in: sandbox)
        #expect(after.verdict == .accepted, "\(after.detail)")
      }
    }
  }

  @Test(arguments: modes)
  func memoryCountsForOneAndForManyProcessesAndTheNextProgramIsUnharmed(mode: SandboxMode) async throws {
    try await Self.inEach(mode) { sandbox in
      for (source, processes) in [(Self.grows, 1), (Self.manyProcesses, 16)] {
        let execution = try await Self.run("c", source, in: sandbox, processes: processes)
        #expect(execution.verdict == .memoryLimitExceeded, "\(execution.detail)")
        #expect(execution.peakMemoryBytes < Self.limit + 32 << 20)
        let after = try await Self.run("c", Self.honest, in: sandbox)
        #expect(after.verdict == .accepted, "\(after.detail)")
        #expect(after.output == Data("ok\n".utf8))
      }
    }
  }

  @Test func forksOfTheInterpreterHaveTheLimitToThemselves() async throws {
    try await Self.inEach(.auto) { sandbox in
      for _ in 0..<2 {
        let hog = try await Self.run(
          "python3", "all = []\nwhile True: all.append(bytearray(1 << 20))", in: sandbox)
        #expect(hog.verdict == .memoryLimitExceeded, "\(hog.detail)")
        let honest = try await Self.run("python3", "all = bytearray(20 << 20)\nprint(len(all))", in: sandbox)
        #expect(honest.verdict == .accepted, "\(honest.detail)")
      }
    }
  }

  @Test func filesOfTheWorkingDirectoryAreNoMemoryOfThePrograms() async throws {
    try await Self.inEach(.auto) { sandbox in
      let writer = "for i in range(90): open(str(i % 2), 'ab').write(bytes(1 << 20))\nprint('ok')"
      let execution = try await Self.run("python3", writer, in: sandbox)
      #expect(execution.verdict == .accepted, "\(execution.detail)")
      #expect(execution.output == Data("ok\n".utf8))
      let both = writer + "\nall = []\nwhile True: all.append(bytearray(1 << 20))"
      #expect(try await Self.run("python3", both, in: sandbox).verdict == .memoryLimitExceeded)
    }
  }

  @Test func aProgramSeesNothingOfItsGroup() async throws {
    let looks = """
      #include <stdio.h>
      #include <unistd.h>
      int main(void) {
        char text[200] = "";
        FILE *own = fopen("/proc/self/cgroup", "r");
        if (own) fread(text, 1, sizeof text - 1, own);
        printf("%s%d %d", text, access("/sys/fs/cgroup", F_OK), access("/sys", F_OK));
      }
      """
    try await Self.inEach(.auto) { sandbox in
      let execution = try await Self.run("c", looks, in: sandbox)
      #expect(String(decoding: execution.output, as: UTF8.self).hasSuffix("0::/\n-1 -1"))
    }
  }

  @Test(arguments: modes)
  func noGroupIsLeftWhenTheLauncherEndsOrIsKilled(mode: SandboxMode) async throws {
    try await Self.inEach(mode) { sandbox in
      _ = try await Self.run("c", Self.honest, in: sandbox)
      #expect(!Self.groups().isEmpty)
    }
    #expect(try await Self.areAllGone())
    try await Self.inEach(mode) { sandbox in
      _ = try await Self.run("c", Self.honest, in: sandbox)
      let sleeper = Task {
        try await Self.run("c", "#include <unistd.h>\nint main(void) { sleep(60); }", in: sandbox)
      }
      try await Task.sleep(for: .seconds(2))
      for group in Self.groups() { Self.killLauncher(of: group) }
      sleeper.cancel()
      _ = try? await sleeper.value
    }
    #expect(try await Self.areAllGone())
  }

  /// The name of a group begins with its launcher's process.
  private static func killLauncher(of group: String) {
    let name = group.split(separator: "/").last.map(String.init) ?? ""
    guard let process = pid_t(name.dropFirst("sstar-jail-".count).prefix { $0.isNumber }) else { return }
    kill(process, SIGKILL)
  }
}
