import ArgumentParser

/// Flags of all commands that ask models.
struct ModelFlags: SettingFlags {
  @Option(name: .shortAndLong, help: flagHelp(\.model))
  var model: String?

  @Option(help: flagHelp(\.judge))
  var judge: String?

  @Option(help: flagHelp(\.inputsModel))
  var inputsModel: String?

  @Option(help: flagHelp(\.debugModel))
  var debugModel: String?

  @Option(help: flagHelp(\.baseURL))
  var baseURL: String?

  @Option(help: flagHelp(\.anthropicBaseURL))
  var anthropicBaseURL: String?

  @Option(help: flagHelp(\.maxTokens))
  var maxTokens: String?

  @Option(help: flagHelp(\.topP))
  var topP: String?

  @Option(parsing: .unconditionalSingleValue, help: flagHelp(\.stop))
  var stop: [String] = []

  @Option(help: flagHelp(\.logitBias))
  var logitBias: String?

  @Option(help: flagHelp(\.extraBody))
  var extraBody: String?

  @Flag(inversion: .prefixedNo, help: flagHelp(\.foldSystem))
  var foldSystem: Bool?

  @Flag(inversion: .prefixedNo, help: flagHelp(\.sendTemperature))
  var sendTemperature: Bool?

  @Flag(inversion: .prefixedNo, help: flagHelp(\.stream))
  var stream: Bool?

  @Option(help: flagHelp(\.samplesPerRequest))
  var samplesPerRequest: String?

  @Option(help: flagHelp(\.concurrency))
  var concurrency: String?

  @Option(help: flagHelp(\.timeout))
  var timeout: String?

  @Option(help: flagHelp(\.retries))
  var retries: String?

  @Option(name: .customLong("max-usd"), help: flagHelp(\.maxUSD))
  var maxUSD: String?

  @Option(help: flagHelp(\.maxTotalTokens))
  var maxTotalTokens: String?

  @Option(help: flagHelp(\.cache), completion: flagCompletion(\.cache))
  var cache: String?

  @Option(name: .customLong("cache-dir"), help: flagHelp(\.cacheDirectory), completion: .directory)
  var cacheDirectory: String?

  @Option(help: flagHelp(\.runs), completion: .directory)
  var runs: String?

  func values(_ table: SettingTable) -> [FlagValue] {
    [
      table.model.flag(model), table.judge.flag(judge), table.inputsModel.flag(inputsModel),
      table.debugModel.flag(debugModel), table.baseURL.flag(baseURL),
      table.anthropicBaseURL.flag(anthropicBaseURL), table.maxTokens.flag(maxTokens), table.topP.flag(topP),
      table.stop.flag(stop), table.logitBias.flag(logitBias), table.extraBody.flag(extraBody),
      table.foldSystem.flag(foldSystem), table.sendTemperature.flag(sendTemperature),
      table.stream.flag(stream), table.samplesPerRequest.flag(samplesPerRequest),
      table.concurrency.flag(concurrency), table.timeout.flag(timeout), table.retries.flag(retries),
      table.maxUSD.flag(maxUSD), table.maxTotalTokens.flag(maxTotalTokens), table.cache.flag(cache),
      table.cacheDirectory.flag(cacheDirectory), table.runs.flag(runs),
    ]
  }
}
