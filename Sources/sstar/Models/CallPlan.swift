import SStar
import SStarEvaluation
import SStarModels
import Foundation

/// Model calls and tokens that a solve takes at most; `--dry-run` prints them.
struct CallPlan {
  /// Instructions around the statement, in characters.
  private static let instructions = 1200

  /// Calls by role, in the order in which they are made.
  let calls: [(role: Role, count: Int)]
  private let problem: Problem
  private let settings: ModelSettings
  private let isLive: Bool

  /// - Throws: as a solve would, for models that cannot be used.
  init(_ package: ProblemPackage, settings: Settings) async throws {
    let notices = Notices()
    let models = try await LiveModels.withModels(
      concurrency: 1, environment: ProcessInfo.processInfo.environment
    ) { live in
      try ModelFactory(
        settings.models, language: settings.method.language, server: live, makesCalls: false,
        budget: Budget(), notices: notices, losses: LossRecorder(notices)
      ).models(for: package)
    }
    self.init(package.problem, method: settings.method, settings: settings.models, models: models)
  }

  private init(_ problem: Problem, method: MethodSettings, settings: ModelSettings, models: RoleModels) {
    self.problem = problem
    self.settings = settings
    isLive = models.areLive
    let samples = method.samples
    let pairs = samples * (samples - 1) / 2
    var calls: [(role: Role, count: Int)] = [
      (.extractTests, problem.publicTests.isEmpty ? 1 : 0), (.generate, samples),
      (.debug, samples * method.rounds),
    ]
    if [.evidence, .sstar, .majority].contains(method.select) {
      calls += [(.writeValidator, 3), (.writeGenerator, 1)]
    }
    switch method.select {
    case .evidence:
      calls += [(.writeBruteForce, samples > 1 ? 1 : 0), (.judge, 2 * min(3, samples - 1))]
    case .sstar: calls += [(.writeInputs, pairs), (.judge, 2 * pairs)]
    default: break
    }
    self.calls = calls.filter { $0.count > 0 && models.model(for: $0.role).answers($0.role) }
  }

  var text: String {
    let total = calls.reduce(0) { $0 + $1.count }
    let roles = calls.map { "  \($0.role.rawValue): \($0.count)" }.joined(separator: "\n")
    let prompt = (problem.statement.count + Self.instructions) / TokenEstimate.charactersPerToken
    let tokens =
      isLive
      ? "about \(prompt * total) input tokens before debugging context, "
        + "at most \(settings.maxTokens * total) output tokens\n\(cost(prompt: prompt))"
      : "no tokens, no cost: the bundled model runs here"
    return """
      problem: \(terminalLine(problem.id)), \(counted(problem.publicTests.count, "public test"))
      model: \(terminalLine(settings.model))
      calls at most: \(total)
      \(roles)
      \(tokens)

      """
  }

  /// The ceiling in dollars, each role at the price of its model.
  private func cost(prompt: Int) -> String {
    let prices = PriceTable(settings.prices)
    var usd = 0.0
    for (role, count) in calls {
      let identifier = settings.identifier(of: role)
      guard let price = prices[identifier] else {
        return "cost: the price of \(terminalLine(identifier)) is not known"
      }
      usd +=
        Double(count * prompt) * price.input / 1e6 + Double(count * settings.maxTokens) * price.output / 1e6
    }
    return "at most about \(Quantity.dollars(usd))"
  }
}

extension ModelSettings {
  /// The models that are asked for any role.
  var identifiers: Set<String> { Set(Role.allCases.map(identifier)) }

  /// The model that is asked for a role.
  func identifier(of role: Role) -> String {
    switch role {
    case .generate: model
    case .debug: debugModel ?? model
    case .judge: judge ?? model
    case .writeInputs, .writeGenerator, .writeValidator, .writeBruteForce, .extractTests: inputsModel ?? model
    }
  }
}
