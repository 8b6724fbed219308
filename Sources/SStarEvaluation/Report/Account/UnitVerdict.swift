import SStar

/// How a unit ended, in one mark.
enum UnitVerdict: String, CaseIterable {
  case solved
  /// A right candidate was there, another was chosen.
  case missed
  /// No candidate is right.
  case notCovered
  case error
  case unfinished
  /// A solve: chosen, and nobody looked at hidden tests.
  case chosen

  init(_ unit: UnitOutcome, _ kind: RunAccount.Kind) {
    self =
      if unit.isError {
        .error
      } else if unit.isSolved {
        .solved
      } else if kind == .solve {
        .chosen
      } else {
        unit.isCovered ? .missed : .notCovered
      }
  }

  var mark: String {
    switch self {
    case .solved: "✓"
    case .missed: "◐"
    case .notCovered: "✕"
    case .error: "!"
    case .unfinished: "…"
    case .chosen: "?"
    }
  }

  var words: String {
    switch self {
    case .solved: "solved"
    case .missed: "missed: a right candidate was there"
    case .notCovered: "no candidate is right"
    case .error: "error: not counted"
    case .unfinished: "did not come to its end"
    case .chosen: "chosen, not graded"
    }
  }

  /// Class of its colours in the report's style.
  var style: String {
    switch self {
    case .solved: "ok"
    case .missed: "pub"
    case .notCovered: "bad"
    case .error: "err"
    case .unfinished, .chosen: "unk"
    }
  }
}
