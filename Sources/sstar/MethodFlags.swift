import ArgumentParser
import SStar
import SStarExecution

extension Genealogy.Contribution: ExpressibleByArgument {}
extension DebugPrompt.Context: ExpressibleByArgument {}

/// Flags of all commands that draw and choose candidates.
struct MethodFlags: ParsableArguments {
  @Option(name: .shortAndLong, help: "Model; `bundled` draws from the package's own submissions.")
  var model = "bundled"

  @Option(name: [.customShort("n"), .long], help: "Samples drawn in parallel.")
  var samples = 16

  @Option(help: "Debugging rounds for a sample that fails public tests.")
  var rounds = 2

  @Option(name: .customLong("select"), help: "How the program is chosen.")
  var selector = SelectorArgument.evidence

  @Option(help: "Earlier rounds that a repair sees.")
  var debugContext = DebugPrompt.Context.all

  @Option(help: "The round that stands for a sample.")
  var contribution = Genealogy.Contribution.best

  @Option(help: "Seed of all random choices.")
  var seed: UInt64 = 0

  @Option(help: "Language id of the program.")
  var language = "python3"

  /// More samples than anybody pays for are a mistake.
  private static let mostSamples = 10_000
  private static let mostRounds = 100

  func validate() throws {
    guard (1...Self.mostSamples).contains(samples) else {
      throw ValidationError("--samples must be between 1 and \(Self.mostSamples).")
    }
    guard (0...Self.mostRounds).contains(rounds) else {
      throw ValidationError("--rounds must be between 0 and \(Self.mostRounds).")
    }
  }

  /// What the solver is told.
  var configuration: Solver.Configuration {
    var configuration = Solver.Configuration()
    configuration.generation.samples = samples
    configuration.generation.rounds = rounds
    configuration.generation.debugContext = debugContext
    configuration.generation.contribution = contribution
    configuration.selector = selector.selector
    configuration.language = language
    configuration.seed = seed
    return configuration
  }

  /// - Throws: when programs in the language cannot be run, before any of them is drawn.
  func check(_ languages: LanguageRegistry, for problem: Problem) throws {
    guard let found = languages.all.first(where: { $0.id == language }), found.toolchain != nil else {
      let usable = languages.all.filter { $0.toolchain != nil }.map(\.id)
      throw ValidationError(
        "--language \(terminalLine(language)) cannot be run here; usable: \(usable.joined(separator: ", ")). "
          + "`sstar doctor` shows what is installed.")
    }
    if case .function = problem.kind, found.definition.forkServer == nil {
      throw ValidationError(
        "\(terminalLine(problem.id)) asks for a function, which needs a language with a fork server such as "
          + "python3; --language \(language) has none.")
    }
  }
}
