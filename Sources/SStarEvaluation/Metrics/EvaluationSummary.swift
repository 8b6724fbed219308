import Foundation
import SStar

/// `summary.json`: what an evaluation found. It depends on replies and executions alone: equal ones give equal
/// bytes. Times are elsewhere (``EvaluationTiming``).
public struct EvaluationSummary: Sendable, Hashable, Codable {
  /// One unit.
  public struct Unit: Sendable, Hashable, Codable {
    /// Name, unique in the run: the problem's, and the repetition where there are several.
    public var unit: String
    public var problem: String
    /// 0 for the first of the repeats.
    public var repetition: Int
    public var status: RunEvent.UnitRecord.Status
    /// Why, for other statuses than `done`.
    public var reason: String?
    /// Whether the chosen program passes the hidden tests.
    public var solved: Bool
    /// Whether some candidate, of any round, does.
    public var covered: Bool
    /// Where it was lost; nil when it is solved or does not count.
    public var lostAt: LossStep?
    /// First drafts that are right, of those drawn.
    public var rightDrafts: Int
    public var drafts: Int
    /// The chosen candidate, such as `s3r1`: sample 3 after one debugging round.
    public var selected: String?
    public var selectionReason: Selection.Reason?
    /// Probability that the choice is right, by the selector's own estimate.
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
    /// Mean over units of (samples that are right after so many rounds) / (samples).
    public var shareRight: Double
    /// What this round added to ``shareRight``, negative when repairs broke more than they mended; 0 for first
    /// drafts.
    public var gain: Double
    /// Share of units where some sample is right after so many rounds.
    public var coverage: Double
  }
  /// Totals of what was consumed, and the same by unit and by solved unit: total / units, total / solved units.
  public struct Consumption: Sendable, Hashable, Codable {
    /// Model calls that this run made.
    public var calls: Int
    public var inputTokens: Int
    public var outputTokens: Int
    /// US dollars, by the prices in force when each call was made.
    public var usd: Double
    /// Calls whose tokens the server did not tell.
    public var estimatedCalls: Int
    /// Replies that an earlier process or the cache had; they cost nothing now.
    public var recordedReplies: Int
    public var callsPerUnit: Double
    public var inputTokensPerUnit: Double
    public var outputTokensPerUnit: Double
    public var usdPerUnit: Double
    /// Nil, as the next ones, when no unit is solved. What unsolved units took is part of it.
    public var callsPerSolved: Double?
    public var inputTokensPerSolved: Double?
    public var outputTokensPerSolved: Double?
    public var usdPerSolved: Double?

    init(_ total: Usage, units: Int, solved: Int) {
      func each(_ amount: Double) -> Double { amount / Double(max(1, units)) }
      func eachSolved(_ amount: Double) -> Double? { solved == 0 ? nil : amount / Double(solved) }
      calls = total.calls
      inputTokens = total.inputTokens
      outputTokens = total.outputTokens
      usd = total.usd
      estimatedCalls = total.estimatedCalls
      recordedReplies = total.recordedReplies
      callsPerUnit = each(Double(total.calls))
      inputTokensPerUnit = each(Double(total.inputTokens))
      outputTokensPerUnit = each(Double(total.outputTokens))
      usdPerUnit = each(total.usd)
      callsPerSolved = eachSolved(Double(total.calls))
      inputTokensPerSolved = eachSolved(Double(total.inputTokens))
      outputTokensPerSolved = eachSolved(Double(total.outputTokens))
      usdPerSolved = eachSolved(total.usd)
    }
  }
  /// Of this schema: raised when a field goes or changes its meaning; fields may be added.
  public var version = 1
  /// As in `run.json`, by name.
  public var settings: [String: String]
  /// Problems that came to their end.
  public var problems: Int
  /// Problems times repeats that came to their end.
  public var units: Int
  /// Units that count: all but those with errors.
  public var counted: Int
  /// Units that ended with an error that is not the model's.
  public var errors: Int
  /// Share of units whose chosen program is right; bounds by Wilson, or by bootstrap over problems when they
  /// were repeated. Nil when nothing counts.
  public var passAt1: Estimate?
  /// Share of units where some candidate, of any round, is right; bounds likewise.
  public var coverage: Estimate?
  /// pass@1 over coverage; nil when nothing is covered.
  public var selectionAccuracy: Double?
  /// Mean over units of the chance that some of k first drafts is right, by k from 1: 1 − C(n−c, k) / C(n, k)
  /// with n samples of which c are right, without bias (Chen et al., arXiv 2107.03374, §2.1).
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
    consumption = Consumption(
      units.reduce(Usage()) { $0 + $1.usage }, units: units.count, solved: counting.count(where: \.isSolved))
    results = units.map { Unit($0, rule: rule) }
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
    var before: Double?
    return (0...last).map { round in
      let shares = units.map { unit -> Double in
        let right = unit.contributions(rule, rounds: round).count(where: \.isRight)
        return Double(right) / Double(max(1, unit.record.samples))
      }
      let share = shares.reduce(0, +) / Double(units.count)
      defer { before = share }
      return Round(
        round: round, shareRight: share, gain: share - (before ?? share),
        coverage: Double(shares.count { $0 > 0 }) / Double(units.count))
    }
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
  /// - Parameter rule: of the run.
  public init(_ unit: UnitOutcome, rule: Genealogy.Contribution) {
    let usage = unit.usage
    self.init(
      unit: unit.record.unit, problem: unit.record.problem, repetition: unit.record.repetition,
      status: unit.record.status, reason: unit.record.reason, solved: unit.isSolved, covered: unit.isCovered,
      lostAt: unit.isError ? nil : LossStep(unit, rule: rule),
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
