import ArgumentParser

/// Benchmarks: they print what they measured, and on what.
@main
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sstar-bench", abstract: "Measure SStar on this machine.",
    subcommands: [
      ExecutionBenchCommand.self, ThroughputBenchCommand.self, LoadBenchCommand.self, SoakBenchCommand.self,
      CallsBenchCommand.self, EvalBenchCommand.self, VerdictsBenchCommand.self,
    ])
}
