import Foundation
import SStar

/// `summary.json`: what an evaluation found. It depends on replies, executions and where the replies came from
/// (a model or the cache) alone: equal ones give equal bytes. Times are elsewhere (``EvaluationTiming``).
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
    /// Mean of (samples that are right after so many rounds) / (samples).
    public var shareRight: Double
    /// What this round added to ``shareRight``, negative when repairs broke more than they mended; 0 for first
    /// drafts.
    public var gain: Double
    /// Share where some sample is right after so many rounds.
    public var coverage: Double
  }
  /// Totals of what was consumed, and the same by unit and by solved unit: total / units, total / solved units.
  ///
  /// Of each unit that is what the process took that finished it; what earlier ones took for it is part of
  /// ``EvaluationTiming/Spent`` alone.
  public struct Consumption: Sendable, Hashable, Codable {
    /// Model calls that gave a reply.
    public var calls: Int
    /// Of those calls, and of the ones without a reply; likewise dollars.
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
  /// Problems times repeats that the run is for.
  public var planned: Int
  /// Problems that came to their end.
  public var problems: Int
  /// Problems times repeats that came to their end.
  public var units: Int
  /// Units that count: all but those with errors.
  public var counted: Int
  /// Units that ended with an error that is not the model's.
  public var errors: Int
  /// Mean over problems of the share of repeats whose chosen program is right (``Statistics/mean(ofShares:units:)``).
  /// Nil when nothing counts. All means below are over problems too, of means over their repeats.
  public var passAt1: Estimate?
  /// Share where some candidate, of any round, is right.
  public var coverage: Estimate?
  /// pass@1 over coverage; nil when nothing is covered.
  public var selectionAccuracy: Double?
  /// The chance that some of k first drafts is right, by k from 1: 1 − C(n−c, k) / C(n, k)
  /// with n samples of which c are right, without bias (Chen et al., arXiv 2107.03374, §2.1).
  public var passAtK: [Double]
  /// Nil when nothing counts.
  public var losses: LossWaterfall?
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
    let mean = ProblemMean(counting)
    settings = record.configuration.settings
    planned = max(record.configuration.units?.count ?? 0, units.count)
    problems = Set(units.map(\.record.problem)).count
    self.units = units.count
    counted = counting.count
    errors = units.count - counting.count
    let passAt1 = mean.estimate { $0.isSolved ? 1 : 0 }
    let coverage = mean.estimate { $0.isCovered ? 1 : 0 }
    self.passAt1 = passAt1
    self.coverage = coverage
    selectionAccuracy = passAt1.flatMap { solved in
      coverage.flatMap { $0.value > 0 ? solved.value / $0.value : nil }
    }
    passAtK = Self.passAtK(counting, mean)
    losses = LossWaterfall(mean, rule: rule)
    rounds = Self.rounds(counting, mean, rule)
    calibration = Calibration(
      counting.compactMap { unit in
        unit.selection?.confidence.map { (confidence: $0, isRight: unit.isSolved) }
      })
    let byProblem = Dictionary(grouping: counting, by: \.record.problem)
    flaky = byProblem.filter { Set($0.value.map(\.isSolved)).count > 1 }.keys.sorted()
    consumption = Consumption(
      units.reduce(Usage()) { $0 + $1.usage }, units: units.count, solved: counting.count(where: \.isSolved))
    results = units.map { Unit($0, rule: rule) }
  }

  private static func passAtK(_ units: [UnitOutcome], _ mean: ProblemMean) -> [Double] {
    // A sample whose reply held no program is a wrong one.
    let most = units.map(\.record.samples).min() ?? 0
    guard most > 0 else { return [] }
    return (1...most).compactMap { k in mean.mean { $0.passAtK(k) } }
  }

  private static func rounds(
    _ units: [UnitOutcome], _ mean: ProblemMean, _ rule: Genealogy.Contribution
  ) -> [Round] {
    let last = units.flatMap(\.candidates).map(\.id.round).max() ?? 0
    var before: Double?
    return (0...last).compactMap { round in
      guard let share = mean.mean({ $0.shareRight(rule, rounds: round) }) else { return nil }
      defer { before = share }
      return Round(
        round: round, shareRight: share, gain: share - (before ?? share),
        coverage: mean.share { $0.shareRight(rule, rounds: round) > 0 } ?? 0)
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

  /// ``Statistics/passAtK(n:c:k:)`` of its first drafts.
  func passAtK(_ k: Int) -> Double {
    Statistics.passAtK(n: record.samples, c: drafts.count(where: \.isRight), k: k)
  }

  /// Share of samples that are right after `rounds` debugging rounds.
  func shareRight(_ rule: Genealogy.Contribution, rounds: Int) -> Double {
    Double(contributions(rule, rounds: rounds).count(where: \.isRight)) / Double(max(1, record.samples))
  }
}
