import Foundation
import SStar

/// `summary.json`: what an evaluation found. It depends on replies and executions alone: equal ones give equal
/// bytes. Times are elsewhere (``EvaluationTiming``).
public struct EvaluationSummary: Sendable, Hashable, Codable {
  /// One unit.
  public struct Unit: Sendable, Hashable, Codable {
    public var unit: String
    public var problem: String
    public var repetition: Int
    public var status: RunEvent.UnitRecord.Status
    public var reason: String?
    public var solved: Bool
    public var covered: Bool
    /// First drafts that are right, of those drawn.
    public var rightDrafts: Int
    public var drafts: Int
    public var selected: String?
    public var selectionReason: Selection.Reason?
    public var confidence: Double?
    public var calls: Int
    public var inputTokens: Int
    public var outputTokens: Int
    public var usd: Double
  }
  /// What a number of debugging rounds gives.
  public struct Round: Sendable, Hashable, Codable {
    /// 0 for first drafts.
    public var round: Int
    /// Mean share of samples that are right after so many rounds.
    public var shareRight: Double
    /// Share of units where some sample is.
    public var coverage: Double
  }
  /// Totals and means of what was consumed.
  public struct Consumption: Sendable, Hashable, Codable {
    public var calls: Int
    public var inputTokens: Int
    public var outputTokens: Int
    public var usd: Double
    /// Calls whose tokens the server did not tell.
    public var estimatedCalls: Int
    public var recordedReplies: Int
    public var outputTokensPerUnit: Double
    public var usdPerUnit: Double
    /// Nil when no unit is solved.
    public var outputTokensPerSolved: Double?
    public var usdPerSolved: Double?
  }
  /// Raised when fields change their meaning.
  public var version = 1
  public var settings: [String: String]
  public var problems: Int
  public var units: Int
  /// Units that count: all but those with errors.
  public var counted: Int
  public var errors: Int
  /// Share of units whose chosen program is right; bounds by Wilson, or by bootstrap over problems when they
  /// were repeated. Nil when nothing counts.
  public var passAt1: Estimate?
  /// Share of units where some candidate is right.
  public var coverage: Estimate?
  /// pass@1 over coverage; nil when nothing is covered.
  public var selectionAccuracy: Double?
  /// pass@k of first drafts by k, from 1, without bias.
  public var passAtK: [Double]
  public var losses: LossWaterfall
  public var rounds: [Round]
  public var calibration: Calibration?
  /// Problems that some repetitions solve and others do not.
  public var flaky: [String]
  public var consumption: Consumption
  public var results: [Unit]

  /// - Parameter record: with the units in their order.
  public init(_ record: EvaluationRecord) {
    let units = record.units
    let counting = units.filter { !$0.isError }
    let rule =
      record.configuration.settings["contribution"].flatMap(Genealogy.Contribution.init(rawValue:)) ?? .best
    let seed = record.configuration.seed
    settings = record.configuration.settings
    let byProblem = Dictionary(grouping: counting, by: \.record.problem)
    problems = Set(units.map(\.record.problem)).count
    self.units = units.count
    counted = counting.count
    errors = units.count - counting.count
    passAt1 = Self.share(byProblem, seed: seed, \.isSolved)
    coverage = Self.share(byProblem, seed: seed, \.isCovered)
    let covered = counting.count(where: \.isCovered)
    selectionAccuracy = covered == 0 ? nil : Double(counting.count(where: \.isSolved)) / Double(covered)
    passAtK = Self.passAtK(counting)
    losses = LossWaterfall(counting, rule: rule)
    rounds = Self.rounds(counting, rule)
    calibration = Calibration(
      counting.compactMap { unit in
        unit.selection?.confidence.map { (confidence: $0, isRight: unit.isSolved) }
      })
    flaky = byProblem.filter { Set($0.value.map(\.isSolved)).count > 1 }.keys.sorted()
    consumption = Self.consumption(units, solved: counting.count(where: \.isSolved))
    results = units.map(Unit.init)
  }

  private static func share(
    _ problems: [String: [UnitOutcome]], seed: UInt64, _ holds: (UnitOutcome) -> Bool
  ) -> Estimate? {
    let means = problems.sorted { $0.key < $1.key }.map { _, units in
      Double(units.count(where: holds)) / Double(units.count)
    }
    return Statistics.mean(ofShares: means, seed: seed)
  }

  private static func passAtK(_ units: [UnitOutcome]) -> [Double] {
    // A sample whose reply held no program is a wrong one.
    let most = units.map(\.record.samples).min() ?? 0
    guard most > 0 else { return [] }
    return (1...most).map { k in
      var sum = 0.0
      for unit in units {
        sum += Statistics.passAtK(n: unit.record.samples, c: unit.drafts.count(where: \.isRight), k: k)
      }
      return sum / Double(units.count)
    }
  }

  private static func rounds(_ units: [UnitOutcome], _ rule: Genealogy.Contribution) -> [Round] {
    let last = units.flatMap(\.candidates).map(\.id.round).max() ?? 0
    guard !units.isEmpty else { return [] }
    return (0...last).map { round in
      let shares = units.map { unit -> Double in
        let right = unit.contributions(rule, rounds: round).count(where: \.isRight)
        return Double(right) / Double(max(1, unit.record.samples))
      }
      return Round(
        round: round, shareRight: shares.reduce(0, +) / Double(units.count),
        coverage: Double(shares.count { $0 > 0 }) / Double(units.count))
    }
  }

  private static func consumption(_ units: [UnitOutcome], solved: Int) -> Consumption {
    let total = units.reduce(Usage()) { $0 + $1.usage }
    let count = Double(max(1, units.count))
    return Consumption(
      calls: total.calls, inputTokens: total.inputTokens, outputTokens: total.outputTokens, usd: total.usd,
      estimatedCalls: total.estimatedCalls, recordedReplies: total.recordedReplies,
      outputTokensPerUnit: Double(total.outputTokens) / count, usdPerUnit: total.usd / count,
      outputTokensPerSolved: solved == 0 ? nil : Double(total.outputTokens) / Double(solved),
      usdPerSolved: solved == 0 ? nil : total.usd / Double(solved))
  }

  /// One JSON document; the same bytes for the same summary.
  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

extension EvaluationSummary.Unit {
  /// What the summary says of a unit.
  public init(_ unit: UnitOutcome) {
    let usage = unit.usage
    self.init(
      unit: unit.record.unit, problem: unit.record.problem, repetition: unit.record.repetition,
      status: unit.record.status, reason: unit.record.reason, solved: unit.isSolved, covered: unit.isCovered,
      rightDrafts: unit.drafts.count(where: \.isRight), drafts: unit.drafts.count,
      selected: unit.selection?.chosen, selectionReason: unit.selection?.reason,
      confidence: unit.selection?.confidence, calls: usage.calls, inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens, usd: usage.usd)
  }
}

extension UnitOutcome {
  /// What its model calls consumed.
  public var usage: Usage { record.usage.values.reduce(Usage(), +) }
}
