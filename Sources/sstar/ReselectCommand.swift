import ArgumentParser
import Foundation
import SStar
import SStarEvaluation
import SStarExecution

/// `sstar reselect`: another selector, or fewer samples or rounds, on the candidates of a recorded run.
struct ReselectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reselect", abstract: "Choose again among the candidates of a recorded evaluation.",
    discussion: """
      Asks no model. With fewer samples it averages over random subsets, so that the result estimates, without \
      bias, what that many samples would have given. Replies that a selector wants and the record does not have \
      are done without; the share of choices that had all of them is told.

      Exits with 64 for a usage error, also when the run drew fewer samples or had fewer rounds, 65 when the run \
      cannot be read or is no evaluation, 69 when programs cannot be run here, 130 when interrupted, and 1 for any \
      other failure.
      """)

  @Argument(help: "Run directory of an evaluation.")
  var run: String

  @Option(
    name: .customLong("select"),
    help: "How the program is chosen; oracle knows what is right, for comparison; may be repeated.")
  var choosers: [ChooserArgument] = []

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp("Samples, at most as many as were drawn; may be repeated.", valueName: "samples"))
  var samples: [Int] = []

  @Option(help: "Debugging rounds, at most as many as there were.")
  var rounds: Int?

  @Flag(help: "A curve: 1, 2, 4, … samples, up to all.")
  var curve = false

  @Option(help: "Subsets of the samples of each problem.")
  var resamples = 20

  @Option(help: "Seed of the subsets.")
  var seed: UInt64 = 0

  @Flag(help: "Print JSON lines.")
  var json = false

  @OptionGroup(title: "Sandbox")
  var sandbox: SandboxFlags

  func validate() throws {
    guard (1...10_000).contains(resamples) else {
      throw ValidationError("--resamples must be between 1 and 10000.")
    }
    guard samples.allSatisfy({ $0 >= 1 }) else { throw ValidationError("--samples must be 1 or more.") }
    guard !curve || samples.isEmpty else {
      throw ValidationError(
        "--curve and --samples exclude each other: a curve has all of 1, 2, 4, … samples.")
    }
    guard (rounds ?? 0) >= 0 else { throw ValidationError("--rounds must be 0 or more.") }
  }

  func run() async throws {
    try await runCancellable { try await reselect() }
  }

  private func reselect() async throws {
    let directory = try RunDirectory(reading: URL(fileURLWithPath: run))
    let recorded = directory.configuration.settings
    guard let drawn = recorded["samples"].flatMap({ Int($0) }), directory.configuration.problem == nil else {
      throw RunError.cannotRead(path: run, reason: "is not the run of an evaluation")
    }
    if let most = samples.max(), most > drawn {
      throw ValidationError("--samples \(most): the run drew \(drawn).")
    }
    if let rounds, let most = recorded["rounds"].flatMap({ Int($0) }), rounds > most {
      throw ValidationError("--rounds \(rounds): the run had \(most).")
    }
    let chosen =
      choosers.isEmpty
      ? [recorded["select"].flatMap(ChooserArgument.init(argument:)) ?? .selector(.evidence)] : choosers
    let counts = curve ? Self.powers(upTo: drawn) : samples.isEmpty ? [drawn] : samples
    let options = try SandboxOptions.resolve(sandbox)
    try await Sandbox.withSandbox(options) { sandbox in
      let reselection = Reselection(
        directory, executor: PackageExecutor(runner: sandbox, outputValidator: nil))
      for chooser in chosen {
        for count in counts {
          let result = try await reselection.result(
            .init(
              chooser: chooser.chooser, samples: count, rounds: rounds, resamples: resamples, seed: seed))
          try writeOutput(Data(line(result).utf8))
        }
      }
    }
  }

  static func powers(upTo most: Int) -> [Int] {
    var counts: [Int] = []
    var count = 1
    while count < most {
      counts.append(count)
      count *= 2
    }
    return counts + [most]
  }

  private func line(_ result: Reselection.Result) throws -> String {
    if json { return try JSONOutput.text(result) + "\n" }
    let passAt1 = result.passAt1.map {
      "\(SummaryText.percent($0.value)) (\(SummaryText.percent($0.low)) to \(SummaryText.percent($0.high)))"
    }
    let problems =
      counted(result.problems, "problem")
      + (result.units > result.problems ? " in \(counted(result.units, "attempt"))" : "")
      + (result.unreadable > 0 ? " without \(result.unreadable) that the record has lost" : "")
    return
      "\(result.selector), \(counted(result.samples, "sample")), \(counted(result.rounds, "round")), \(problems): "
      + "pass@1 \(passAt1 ?? "none"), coverage \(SummaryText.percent(result.coverage)), complete "
      + "\(SummaryText.percent(result.complete))\n"
  }
}

/// A selector, or the oracle.
enum ChooserArgument: ExpressibleByArgument {
  case selector(SelectorArgument)
  case oracle

  private static let oracleName = "oracle"

  init?(argument: String) {
    if argument == Self.oracleName {
      self = .oracle
    } else if let selector = SelectorArgument(rawValue: argument) {
      self = .selector(selector)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { SelectorArgument.allCases.map(\.rawValue) + [oracleName] }

  var chooser: Reselection.Chooser {
    switch self {
    case .selector(let argument): .selector(argument.selector)
    case .oracle: .oracle
    }
  }
}
