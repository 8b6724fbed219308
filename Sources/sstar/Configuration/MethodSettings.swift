import ArgumentParser
import SStar
import SStarExecution

/// How candidates are drawn and chosen.
struct MethodSettings: Sendable {
  var samples: Int
  var rounds: Int
  var select: SelectorArgument
  var debugContext: DebugPrompt.Context
  var contribution: Genealogy.Contribution
  var seed: UInt64
  var language: String
  var temperature: Double

  /// - Throws: ``SettingsError``.
  init(_ reader: SettingsReader) throws {
    samples = try reader.value(\.samples)
    rounds = try reader.value(\.rounds)
    select = try reader.value(\.select)
    debugContext = try reader.value(\.debugContext)
    contribution = try reader.value(\.contribution)
    seed = try reader.value(\.seed)
    language = try reader.value(\.language)
    temperature = try reader.value(\.temperature)
  }

  /// What the solver is told.
  var configuration: Solver.Configuration {
    var configuration = Solver.Configuration()
    configuration.generation.samples = samples
    configuration.generation.rounds = rounds
    configuration.generation.debugContext = debugContext
    configuration.generation.contribution = contribution
    configuration.generation.temperature = temperature
    configuration.selector = select.selector
    configuration.language = language
    configuration.seed = seed
    return configuration
  }

  /// - Throws: when programs in the language cannot be run, before any of them is drawn.
  func check(_ languages: LanguageRegistry, for problem: Problem) throws {
    let known = languages.all.first { $0.id == language }
    guard let found = known, found.toolchain != nil else {
      let usable = languages.all.filter { $0.toolchain != nil }.map(\.id)
      let reason = known?.unusable ?? "no such language"
      throw ValidationError(
        "--language \(terminalLine(language)) cannot be run here (\(terminalLine(reason))); usable: "
          + "\(usable.joined(separator: ", ")). "
          + "`sstar doctor` shows what is installed.")
    }
    if case .function = problem.kind, !found.runsFunctions {
      throw ValidationError(
        "\(terminalLine(problem.id)) asks for a function, which needs a language with a fork server such as "
          + "python3; --language \(language) has none.")
    }
  }
}
