import ArgumentParser
import Foundation
import SStar
import SStarEvaluation
import SStarModels

/// Makes the models that settings name: live ones once, `bundled` for each package.
struct ModelFactory: Sendable {
  private let settings: ModelSettings
  private let language: String
  private var live: [String: LiveModel] = [:]

  /// - Parameters:
  ///   - language: of the candidates.
  ///   - server: makes live models.
  ///   - makesCalls: false for a plan only.
  /// - Throws: `ValidationError` or ``ModelSetupError``.
  init(
    _ settings: ModelSettings, language: String, server: LiveModels, makesCalls: Bool = true,
    budget: Budget, notices: Notices, losses: LossRecorder
  ) throws {
    self.settings = settings
    self.language = language
    let names = settings.identifiers
    for name in names.sorted() where name != "bundled" {
      live[name] = try server.model(
        name, baseURL: baseURL(name), makesCalls: makesCalls && settings.cache != .replayOnly,
        options: options, conduct: conduct, budget: budget,
        price: try price(name),
        onNotice: { notices.tell($0) }, onLoss: { await losses.record($0) })
    }
    if settings.baseURL != nil, !live.isEmpty, !names.contains(where: { $0.hasPrefix("openai/") }) {
      notices.tell("base-url is for openai/ models, and none is used: write --model openai/MODEL to use it")
    }
  }

  /// Whether any model is asked over a network.
  var isLive: Bool { !live.isEmpty }

  /// - Throws: `ValidationError` when `bundled` has nothing to draw from.
  func models(for package: ProblemPackage) throws -> RoleModels {
    try RoleModels(settings) { identifier in
      if let model = live[identifier] { return model }
      do {
        return try BundledModel(package: package, language: language)
      } catch {
        throw ValidationError(terminalSafe("\(error)"))
      }
    }
  }

  /// As `run.json` of a suite has them, where `bundled` stands for as many as there are packages.
  var recorded: [RunConfiguration.Model] {
    settings.identifiers.sorted().map { name in
      RunConfiguration.Model(
        identifier: name, fingerprint: live[name]?.fingerprint ?? name,
        roles: Role.allCases.filter { settings.identifier(of: $0) == name })
    }
  }

  private func price(_ identifier: String) throws -> Price? {
    let price = PriceTable(settings.prices)[identifier]
    if settings.maxUSD != nil, price == nil {
      throw ValidationError(
        "--max-usd needs the price of \(terminalLine(identifier)), which is not known. Add it to sstar.yaml "
          + "(prices: {\"\(terminalLine(identifier))\": {input: DOLLARS, output: DOLLARS}}, per million tokens), "
          + "or bound tokens with --max-total-tokens.")
    }
    return price
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
