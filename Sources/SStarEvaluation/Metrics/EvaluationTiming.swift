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

  public init(_ record: EvaluationRecord) {
    let units = record.units
    cpuSeconds = units.reduce(0) { $0 + $1.record.cpuSeconds }
    unitSeconds = units.reduce(0) { $0 + $1.record.wallSeconds }
    cpuSecondsPerUnit = cpuSeconds / Double(max(1, units.count))
    let solved = units.count(where: \.isSolved)
    cpuSecondsPerSolved = solved == 0 ? nil : cpuSeconds / Double(solved)
  }
}
