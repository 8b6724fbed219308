import Foundation

/// `timing.json`: what an evaluation took. Unlike the summary it differs from run to run.
public struct EvaluationTiming: Sendable, Hashable, Codable {
  /// Of this schema, as ``EvaluationSummary/version``.
  public var version = 1
  /// CPU seconds of the programs that were run, grading included.
  public var cpuSeconds: Double
  /// ``cpuSeconds`` / units.
  public var cpuSecondsPerUnit: Double
  /// ``cpuSeconds`` / solved units; nil when no unit is solved.
  public var cpuSecondsPerSolved: Double?
  /// Elapsed seconds of each unit, added up; units overlap.
  public var unitSeconds: Double
  /// All that the run paid for, by every process that worked on it: calls that came to nothing and units that
  /// were cut short are part of it, unlike in ``EvaluationSummary/Consumption``.
  public var spent: Spent

  /// What was paid for.
  public struct Spent: Sendable, Hashable, Codable {
    /// Calls that gave a reply.
    public var calls: Int
    /// Calls that gave none; where the server did not say what they took, the worst case counts.
    public var lostCalls: Int
    /// Of all of them.
    public var tokens: Int
    /// US dollars.
    public var usd: Double
  }

  public init(_ record: EvaluationRecord) {
    let units = record.units
    spent = Spent(
      calls: record.spent.calls, lostCalls: record.spent.lostCalls, tokens: record.spent.tokens,
      usd: record.spent.usd)
    cpuSeconds = units.reduce(0) { $0 + $1.record.cpuSeconds }
    unitSeconds = units.reduce(0) { $0 + $1.record.wallSeconds }
    cpuSecondsPerUnit = cpuSeconds / Double(max(1, units.count))
    let solved = units.count(where: \.isSolved)
    cpuSecondsPerSolved = solved == 0 ? nil : cpuSeconds / Double(solved)
  }
}
