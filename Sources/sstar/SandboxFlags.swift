import ArgumentParser
import Foundation
import SStarExecution

extension SandboxMode: ExpressibleByArgument {}

/// Flags of all commands that run programs.
struct SandboxFlags: ParsableArguments {
  @Option(
    name: .customLong("sandbox"),
    help: ArgumentHelp(
      "Confinement: auto (strongest that is granted), namespaces, landlock, or none (trusted programs only).",
      valueName: "mode"))
  var mode = SandboxMode.auto

  @Option(name: .shortAndLong, help: "Programs that run at once (default: all processors).")
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be between 1 and 1024.")
    }
  }

  var options: SandboxOptions {
    SandboxOptions(mode: mode, workers: jobs)
  }
}
