import ArgumentParser
import Foundation
import SStar
import SStarEvaluation
import SStarModels

/// Makes the models that settings name.
struct ModelFactory: Sendable {
  let settings: ModelSettings
  let method: MethodSettings
  let package: ProblemPackage
  let live: LiveModels
  let budget: Budget
  let notices: Notices
  let losses: LossRecorder

  /// - Throws: `ValidationError` or ``ModelSetupError``.
  func models() throws -> RoleModels {
    let models = try RoleModels(settings) { try model($0) }
    if settings.baseURL != nil, !names.contains(where: { $0.hasPrefix("openai/") }), models.areLive {
      notices.tell("base-url is for openai/ models, and none is used: write --model openai/MODEL to use it")
    }
    return models
  }

  private var names: [String] {
    [settings.model, settings.judge, settings.debugModel, settings.inputsModel].compactMap { $0 }
  }

  private func model(_ identifier: String) throws -> any LanguageModel {
    if identifier == "bundled" {
      do {
        return try BundledModel(package: package, language: method.language)
      } catch {
        throw ValidationError(terminalSafe("\(error)"))
      }
    }
    let price = PriceTable(settings.prices)[identifier]
    if settings.maxUSD != nil, price == nil {
      throw ValidationError(
        "--max-usd needs the price of \(terminalLine(identifier)), which is not known. Add it to sstar.yaml "
          + "(prices: {\"\(terminalLine(identifier))\": {input: DOLLARS, output: DOLLARS}}, per million tokens), "
          + "or bound tokens with --max-total-tokens.")
    }
    return try live.model(
      identifier, baseURL: baseURL(identifier), options: options, conduct: conduct, budget: budget,
      price: price, onNotice: { [notices] in notices.tell($0) },
      onLoss: { [losses] in await losses.record($0) })
  }

  private func baseURL(_ identifier: String) -> String? {
    if identifier.hasPrefix("openai/") { return settings.baseURL?.absoluteString }
    if identifier.hasPrefix("anthropic/") { return settings.anthropicBaseURL?.absoluteString }
    return nil
  }

  private var options: SamplingOptions {
    var options = SamplingOptions()
    options.maxTokens = settings.maxTokens
    options.sendsTemperature = settings.sendTemperature
    options.topP = settings.topP
    options.stop = settings.stop
    options.logitBias = settings.logitBias
    options.extraBody = settings.extraBody
    options.foldsSystem = settings.foldSystem
    options.streams = settings.stream
    return options
  }

  private var conduct: LiveModel.Conduct {
    var conduct = LiveModel.Conduct()
    conduct.concurrency = settings.concurrency
    conduct.samplesPerRequest = settings.samplesPerRequest
    let timeout = settings.timeout.components
    conduct.timeout = Double(timeout.seconds) + Double(timeout.attoseconds) / 1e18
    conduct.retries = settings.retries
    return conduct
  }
}

/// Records lost calls in the run, which is made after the models.
actor LossRecorder {
  private let notices: Notices
  private var run: RunDirectory?

  init(_ notices: Notices) {
    self.notices = notices
  }

  func use(_ run: RunDirectory) {
    self.run = run
  }

  func record(_ lost: LostCall) async {
    do {
      try await run?.record(lost)
    } catch {
      notices.tell("the cost of a lost call could not be recorded: \(error)")
    }
  }
}
