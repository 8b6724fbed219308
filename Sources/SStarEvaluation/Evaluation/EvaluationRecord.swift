import Foundation
import SStar

/// All units of a run that came to their end.
public struct EvaluationRecord: Sendable {
  public var configuration: RunConfiguration
  /// In the order of their names.
  public var units: [UnitOutcome]

  init(configuration: RunConfiguration, units: [UnitOutcome]) {
    self.configuration = configuration
    self.units = units
  }

  /// - Throws: ``RunError``
  public init(_ run: RunDirectory) async throws {
    configuration = run.configuration
    var records: [String: RunEvent.UnitRecord] = [:]
    var candidates: [String: [RunEvent.CandidateRecord]] = [:]
    var selections: [String: RunEvent.SelectionRecord] = [:]
    var grades: [String: [String: RunEvent.GradeRecord]] = [:]
    try await run.events { event in
      switch event {
      case .unit(let unit): records[unit.unit] = unit
      case .candidate(let candidate): candidates[candidate.problem, default: []].append(candidate)
      case .selection(let selection): selections[selection.problem] = selection
      case .grade(let grade): grades[grade.unit, default: [:]][grade.program] = grade
      case .call, .lostCall, .execution: break
      }
    }
    units = records.values.sorted { ($0.problem, $0.repetition) < ($1.problem, $1.repetition) }.map {
      record in
      UnitOutcome(
        record: record, candidates: candidates[record.unit] ?? [], selection: selections[record.unit],
        grades: grades[record.unit] ?? [:])
    }
  }
}
