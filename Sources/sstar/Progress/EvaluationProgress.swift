import Foundation
import SStar
import SStarEvaluation

/// How far an evaluation is, as its events tell.
struct EvaluationProgress: ProgressState {
  private let units: Int
  private var finished = 0
  /// Of those, by this process; only they tell how fast it goes.
  private var finishedNow = 0
  private var solved = 0
  private var covered = 0
  private var errors = 0
  private var usage = Usage()

  init(units: Int) {
    self.units = units
  }

  mutating func note(_ event: EvaluationEvent) -> String? {
    switch event {
    case .started: return nil
    case .changed(let unit):
      return "\(terminalLine(unit)): its package changed since it was solved: solved and graded again"
    case .reply(_, let usage):
      self.usage += usage
      return nil
    case .finished(let outcome, let isRecorded):
      finished += 1
      if !isRecorded { finishedNow += 1 }
      if outcome.isError { errors += 1 }
      if outcome.isSolved { solved += 1 }
      if outcome.isCovered { covered += 1 }
      return "\(finished)/\(units) \(terminalLine(outcome.record.unit)): \(Self.words(outcome))"
        + (isRecorded ? " (recorded)" : "")
    }
  }

  private static func words(_ outcome: UnitOutcome) -> String {
    switch outcome.record.status {
    case .error: "error: \(terminalLine(outcome.record.reason ?? "", limit: 200))"
    case .noProgram: "no program"
    case .done:
      outcome.isSolved
        ? "solved" : outcome.isCovered ? "not solved, though a candidate is right" : "not solved"
    }
  }

  func line(seconds: Double) -> String {
    let counting = finished - errors
    var parts = ["\(finished)/\(units) done", "\(solved) solved"]
    if counting > 0 { parts.append("coverage \(covered * 100 / counting) %") }
    if errors > 0 { parts.append(counted(errors, "error")) }
    if usage.tokens > 0 { parts.append(UsageText.line(usage)) }
    parts.append(String(format: "%.0f s", seconds))
    if finishedNow > 0, finished < units {
      parts.append(String(format: "%.0f s left", seconds / Double(finishedNow) * Double(units - finished)))
    }
    return parts.joined(separator: " · ")
  }
}
