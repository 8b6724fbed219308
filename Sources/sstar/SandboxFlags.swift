import ArgumentParser

/// Flags of all commands that run programs.
struct SandboxFlags: SettingFlags {
  @Option(help: flagHelp(\.sandbox), completion: flagCompletion(\.sandbox))
  var sandbox: String?

  @Option(name: .shortAndLong, help: flagHelp(\.jobs))
  var jobs: String?

  func values(_ table: SettingTable) -> [FlagValue] {
    [table.sandbox.flag(sandbox), table.jobs.flag(jobs)]
  }
}
