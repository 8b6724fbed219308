import ArgumentParser
import Foundation
import Glibc
import SStar
import SStarExecution

/// Whether many executions leave anything behind.
struct SoakBenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soak",
    abstract: "Memory, descriptors, processes and scratch space over many executions in one process.",
    discussion: """
      Runs trivial Python programs in the fork server, every fiftieth a C++ program, at full parallelism. \
      Fails when the second half of the executions holds more than the first half did.
      """)

  @Option(help: "Executions in all.")
  var executions = 100_000

  @Option(help: "Programs at once; the number of processors unless given.")
  var jobs: Int?

  @Option(help: "Lines to print.")
  var intervals = 20

  @Option(help: "How far programs are confined: auto, namespaces, landlock or none.")
  var sandbox = "auto"

  func run() async throws {
    guard let mode = SandboxMode(rawValue: sandbox) else {
      throw ValidationError("no sandbox mode \(sandbox)")
    }
    // A directory of our own, so that what others put into the shared one is not counted.
    let temporary = FileManager.default.temporaryDirectory.appendingPathComponent("soak-\(getpid())").path
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    setenv("TMPDIR", temporary, 1)
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    let options = SandboxOptions(mode: mode, workers: jobs)
    let history = try await Sandbox.withSandbox(options) { sandbox in
      try await Soak(sandbox: sandbox, workers: options.workers, temporary: temporary)
        .run(executions: executions, intervals: max(4, intervals))
    }
    let growth = SoakGrowth(history)
    print(growth.sentence)
    if !growth.isFlat { throw ExitCode(1) }
  }
}

/// The executions themselves.
private struct Soak: Sendable {
  /// New programs come up all the time in real use; so many tests does each get.
  private static let testsPerProgram = 20
  private static let compiledEvery = 50

  var sandbox: Sandbox
  var workers: Int
  var temporary: String

  func run(executions: Int, intervals: Int) async throws -> [Footprint] {
    print("executions    a second   own MB  others' MB  descriptors  threads  processes  zombies  scratch kB")
    var history: [Footprint] = []
    let clock = ContinuousClock()
    for interval in 0..<intervals {
      let range = executions * interval / intervals..<executions * (interval + 1) / intervals
      let start = clock.now
      try await inParallel(range, jobs: workers) { try await execute($0) }
      let seconds = (clock.now - start).inSeconds
      let footprint = Footprint.now(temporary: temporary)
      history.append(footprint)
      print(
        String(
          format: "%10d  %10.1f  %7.1f  %10.1f  %11d  %7d  %9d  %7d  %10d", range.upperBound,
          Double(range.count) / seconds, Double(footprint.residentBytes) / 1e6,
          Double(footprint.descendantBytes) / 1e6, footprint.descriptors, footprint.threads,
          footprint.descendants, footprint.zombies, footprint.scratchBytes / 1000))
      fflush(nil)
    }
    return history
  }

  private func execute(_ index: Int) async throws {
    let isCompiled = index % Self.compiledEvery == 0 && sandbox.languages.isUsable("cpp")
    let program = isCompiled ? Self.compiled : Self.interpreted(index / Self.testsPerProgram)
    let execution = try await sandbox.run(
      Invocation(program: program, input: Data("\(index) 1\n".utf8))
    ).execution
    guard execution.verdict == .accepted, execution.output == Data("\(index + 1)\n".utf8) else {
      throw Contestant.WrongAnswer(
        contestant: "soak", detail: "execution \(index): \(execution.verdict) \(execution.detail)")
    }
  }

  private static let compiled = Program(
    language: "cpp",
    source:
      "#include <iostream>\nint main() { long a, b; std::cin >> a >> b; std::cout << a + b; std::cout << '\\n'; }\n",
    name: "main.cpp")

  private static func interpreted(_ number: Int) -> Program {
    Program(language: "python3", source: "# \(number)\na, b = map(int, input().split())\nprint(a + b)\n")
  }
}

/// Compares the halves of a soak.
struct SoakGrowth {
  /// What allocators and caches may still take in the second half.
  private static let memorySlack = 16 << 20
  private static let scratchSlack = 1 << 20

  private var grown: [String] = []

  init(_ history: [Footprint]) {
    let middle = history.count / 2
    // The first quarter warms up: jails start, caches fill.
    let first = history[(history.count / 4)..<max(middle, history.count / 4 + 1)]
    let second = history[middle...]
    func compare(_ name: String, _ value: (Footprint) -> Int, slack: Int) {
      let before = first.map(value).max() ?? 0
      let after = second.map(value).max() ?? 0
      if after > before + slack { grown.append("\(name) grew from \(before) to \(after)") }
    }
    compare("own memory", \.residentBytes, slack: Self.memorySlack)
    compare("memory of other processes", \.descendantBytes, slack: Self.memorySlack)
    compare("descriptors", \.descriptors, slack: 64)
    compare("threads", \.threads, slack: 8)
    compare("processes", \.descendants, slack: 8)
    compare("zombies", \.zombies, slack: 2)
    compare("scratch space", \.scratchBytes, slack: Self.scratchSlack)
  }

  var isFlat: Bool { grown.isEmpty }
  var sentence: String {
    isFlat
      ? "flat: the second half holds no more than the first" : "not flat: " + grown.joined(separator: "; ")
  }
}
