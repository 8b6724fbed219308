import Foundation
import SStarEvaluation
import SStarExecution
import SStarModels

/// What a recorded solve and a recorded evaluation have in common: models under one budget, told losses, and a
/// sandbox.
struct RunParts: Sendable {
  let factory: ModelFactory
  let sandbox: Sandbox
  let notices: Notices
  let budget: Budget
  private let losses: LossRecorder

  /// Everything ends before this returns.
  static func with<Result: Sendable>(
    _ settings: Settings, _ body: @Sendable (RunParts) async throws -> Result
  ) async throws -> Result {
    let models = settings.models
    return try await LiveModels.withModels(
      concurrency: models.concurrency * models.identifiers.count,
      environment: ProcessInfo.processInfo.environment
    ) { live in
      let budget = Budget(usd: models.maxUSD, tokens: models.maxTotalTokens)
      let notices = Notices()
      let losses = LossRecorder(notices)
      let factory = try ModelFactory(
        models, language: settings.method.language, server: live, budget: budget, notices: notices,
        losses: losses)
      return try await Sandbox.withSandbox(settings.sandbox) { sandbox in
        try await body(
          RunParts(factory: factory, sandbox: sandbox, notices: notices, budget: budget, losses: losses))
      }
    }
  }

  /// The run's directory; what it spent in earlier processes counts.
  func open(_ opening: RunOpening, _ configuration: RunConfiguration) async throws -> RunDirectory {
    let run = try opening.open(configuration)
    await losses.use(run)
    let spent = await run.spent
    await budget.add(tokens: spent.tokens, usd: spent.usd)
    return run
  }
}
