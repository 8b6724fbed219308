import Foundation
import SStar
import SStarModels

/// Chooses again among the candidates of a recorded run: another selector, fewer samples, fewer rounds.
///
/// No model is asked. With fewer samples the result is the mean over subsets drawn at random without
/// replacement, which is an unbiased estimate of what that many samples would have given.
public struct Reselection: Sendable {
  /// Who chooses.
  public enum Chooser: Sendable {
    case selector(any Selector)
    /// Knows what is right: the most that any selector can reach, for comparison only.
    case oracle

    var name: String {
      switch self {
      case .selector(let selector): selector.name
      case .oracle: "oracle"
      }
    }
  }

  /// What is changed.
  public struct Parameters: Sendable {
    public var chooser: Chooser
    /// Samples, at most as many as were drawn; nil for all.
    public var samples: Int?
    /// Debugging rounds, at most as many as there were; nil for all.
    public var rounds: Int?
    /// Subsets of each unit, 1 or more; with all samples there is only one.
    public var resamples: Int
    public var seed: UInt64

    public init(
      chooser: Chooser, samples: Int? = nil, rounds: Int? = nil, resamples: Int = 20, seed: UInt64 = 0
    ) {
      self.chooser = chooser
      self.samples = samples
      self.rounds = rounds
      self.resamples = max(1, resamples)
      self.seed = seed
    }
  }

  /// What came of it.
  public struct Result: Sendable, Hashable, Codable {
    public var selector: String
    public var samples: Int
    public var rounds: Int
    /// Problems that count.
    public var problems: Int
    /// Problems times repeats that count.
    public var units: Int
    /// Units that do not count because their statements are missing or damaged in the record.
    public var unreadable: Int
    /// Mean over problems of the share of choices that are right.
    public var passAt1: Estimate?
    /// Mean over problems of the share of subsets in which some candidate is right.
    public var coverage: Double
    /// Share of choices for which every program, and every model reply that the selector asked for, is in the record;
    /// the others were made without it.
    public var complete: Double
  }

  private let run: RunDirectory
  private let executor: (any Executor)?

  /// - Parameter executor: runs what the run has no record of; nil to rest on the record alone.
  public init(_ run: RunDirectory, executor: (any Executor)?) {
    self.run = run
    self.executor = executor
  }

  /// - Throws: ``RunError``, `CancellationError` or the executor's error.
  public func result(_ parameters: Parameters) async throws -> Result {
    let record = await EvaluationRecord(run)
    let units = record.units.filter { !$0.isError }
    let rule =
      record.configuration.settings["contribution"].flatMap(Genealogy.Contribution.init(rawValue:)) ?? .best
    var tallies: [String: Tally] = [:]
    var complete = 0
    var choices = 0
    var counted: [UnitOutcome] = []
    for unit in units {
      guard let tally = try await tally(unit, parameters, rule) else { continue }
      counted.append(unit)
      tallies[unit.record.unit] = tally
      complete += tally.complete
      choices += tally.choices
    }
    let mean = ProblemMean(counted)
    return Result(
      selector: parameters.chooser.name,
      samples: parameters.samples ?? units.map(\.record.samples).max() ?? 0,
      rounds: parameters.rounds ?? units.map(\.record.rounds).max() ?? 0,
      problems: Set(counted.map(\.record.problem)).count, units: counted.count,
      unreadable: units.count - counted.count,
      passAt1: mean.estimate { tallies[$0.record.unit]?.right ?? 0 },
      coverage: mean.mean { tallies[$0.record.unit]?.covered ?? 0 } ?? 0,
      complete: choices == 0 ? 1 : Double(complete) / Double(choices))
  }

  /// Of the subsets of one unit.
  private struct Tally {
    /// Shares.
    var right = 0.0
    var covered = 0.0
    /// Counts.
    var complete = 0
    var choices = 0
  }

  /// Nil when the problem's statement is missing or damaged in the record.
  private func tally(
    _ unit: UnitOutcome, _ parameters: Parameters, _ rule: Genealogy.Contribution
  ) async throws -> Tally? {
    var tally = Tally()
    let subsets = subsets(unit, parameters)
    let replay: UnitReplay?
    do {
      replay =
        switch parameters.chooser {
        case .selector(let selector):
          try await UnitReplay(unit, run: run, executor: executor, selector: selector)
        case .oracle: nil
        }
    } catch RunError.missingBlob {
      return nil
    }
    for subset in subsets {
      let pool = unit.contributions(rule, rounds: parameters.rounds ?? .max).filter {
        subset.contains($0.id.sample)
      }
      let isCovered = pool.contains(where: \.isRight)
      if isCovered { tally.covered += 1 / Double(subsets.count) }
      guard !pool.isEmpty else { continue }
      tally.choices += 1
      guard let replay else {
        tally.complete += 1
        if isCovered { tally.right += 1 / Double(subsets.count) }
        continue
      }
      let choice = try await replay.choice(among: pool)
      if choice.isComplete { tally.complete += 1 }
      if pool.first(where: { $0.id == choice.chosen })?.isRight == true {
        tally.right += 1 / Double(subsets.count)
      }
    }
    return tally
  }

  private func subsets(_ unit: UnitOutcome, _ parameters: Parameters) -> [Set<Int>] {
    let all = 0..<unit.record.samples
    guard let wanted = parameters.samples, wanted < all.count else { return [Set(all)] }
    var random = SeededGenerator(
      seed: parameters.seed, problem: unit.record.unit, purpose: "subsets of \(wanted)")
    return (0..<parameters.resamples).map { _ in Set(all.shuffled(using: &random).prefix(wanted)) }
  }
}
