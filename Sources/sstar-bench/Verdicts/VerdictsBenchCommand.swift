import ArgumentParser
import Foundation
import SStar
import SStarEvaluation
import SStarExecution
import Synchronization

/// How often our verdict on a real program is the recorded one.
struct VerdictsBenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verdicts",
    abstract: "Agreement of verdicts with the recorded ones of real programs.",
    discussion: """
      Programs are judged on their hidden tests at default settings and the bank's time limit, up to the first \
      failure. Programs that use from half to twice the limit are counted apart where one side sees a time-out.

      With --packages the programs are the submissions of problem packages, and the verdicts those that their \
      folders, submissions.yaml or @EXPECTED_RESULTS@ declare. Exits with 1 when too few agree.
      """)

  @Option(help: "Directory of problem packages, or of directories of them; may be repeated.")
  var packages: [String] = []

  @Option(
    help: "With --packages: the least share that must agree, apart from time-outs near the limit, in percent."
  )
  var least = 99.0

  @Option(
    help:
      "With --packages: submissions with this in their names do not count, such as those declared wrong on purpose."
  )
  var leaveOut: String?

  @Option(help: "Directory with banks of labelled programs; data/dev in SSTAR_SHARED (default ../shared).")
  var data: String?

  @Option(help: "Only the banks whose names contain this.")
  var bank = ""

  @Option(help: "Programs of each bank.")
  var sample = 1000

  @Option(help: "Seed of the choice of programs.")
  var seed: UInt64 = 1

  @Option(help: "Programs judged at once; the number of processors unless given.")
  var jobs: Int?

  func run() async throws {
    if packages.isEmpty { try await judgeBanks() } else { try await judgePackages() }
  }

  private func judgePackages() async throws {
    let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let mark = leaveOut
    let found = try packages.flatMap { try PackageSearch.packages(below: URL(fileURLWithPath: $0)) }
    let tally = try await Sandbox.withSandbox(SandboxOptions(workers: jobs)) { sandbox in
      let validation = SuiteValidation(sandbox: sandbox, concurrency: jobs)
      var tally = PackageTally(leavingOut: mark)
      for package in found { tally.add(try await validation.validate(package)) }
      return tally
    }
    print(tally.text)
    if tally.agreement * 100 < least { throw ExitCode.failure }
  }

  private func judgeBanks() async throws {
    let shared = ProcessInfo.processInfo.environment["SSTAR_SHARED"] ?? "../shared"
    let directory = URL(fileURLWithPath: data ?? "\(shared)/data/dev", isDirectory: true)
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    try await Sandbox.withSandbox(SandboxOptions(workers: jobs)) { sandbox in
      for name in names where bank.isEmpty || name.contains(bank) {
        let place = directory.appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: place.appendingPathComponent("samples.jsonl.gz").path)
        else { continue }
        try await judge(try LabelledBank(place), sandbox, jobs: jobs)
      }
    }
  }

  private func judge(_ bank: LabelledBank, _ sandbox: Sandbox, jobs: Int) async throws {
    var random = SplitMix(state: seed)
    let chosen = Array(bank.entries.shuffled(using: &random).prefix(sample))
    let tally = Mutex(VerdictTally())
    try await inParallel(0..<chosen.count, jobs: jobs) { number in
      let entry = chosen[number]
      let executor = PackageExecutor(runner: sandbox, outputValidator: nil)
      var seconds = 0.0
      var last: TestResult?
      for test in entry.tests {
        let result = try await executor.judge(entry.program, on: test, of: entry.problem)
        seconds = max(seconds, result.execution.cpuSeconds)
        last = result
        if result.verdict != .accepted { break }
      }
      let final = last
      let most = seconds
      tally.withLock { $0.add(entry, final, seconds: most) }
    }
    print(tally.withLock { $0.text(bank: bank.name, of: bank.entries.count) })
  }
}

/// A small generator of random numbers with a seed (SplitMix64).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
