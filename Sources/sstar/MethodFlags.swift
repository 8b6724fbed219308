import ArgumentParser

/// Flags of all commands that draw and choose candidates.
struct MethodFlags: SettingFlags {
  @Option(name: [.customShort("n"), .long], help: flagHelp(\.samples))
  var samples: String?

  @Option(help: flagHelp(\.rounds))
  var rounds: String?

  @Option(help: flagHelp(\.select), completion: flagCompletion(\.select))
  var select: String?

  @Option(help: flagHelp(\.debugContext), completion: flagCompletion(\.debugContext))
  var debugContext: String?

  @Option(help: flagHelp(\.contribution), completion: flagCompletion(\.contribution))
  var contribution: String?

  @Option(help: flagHelp(\.seed))
  var seed: String?

  @Option(help: flagHelp(\.language))
  var language: String?

  @Option(help: flagHelp(\.temperature))
  var temperature: String?

  func values(_ table: SettingTable) -> [FlagValue] {
    [
      table.samples.flag(samples), table.rounds.flag(rounds), table.select.flag(select),
      table.debugContext.flag(debugContext), table.contribution.flag(contribution), table.seed.flag(seed),
      table.language.flag(language), table.temperature.flag(temperature),
    ]
  }
}
