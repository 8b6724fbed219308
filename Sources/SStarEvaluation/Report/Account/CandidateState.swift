import SStar

/// How a candidate fared, in one mark: a shape as well as a colour, for eyes and prints without colours.
enum CandidateState: String, CaseIterable {
  case right
  case publicOnly
  case failsPublic
  case noProgram
  case notGraded

  init(_ candidate: UnitOutcome.Candidate) {
    self =
      if candidate.program == nil {
        .noProgram
      } else if candidate.isRight {
        .right
      } else if !candidate.passesPublicTests {
        .failsPublic
      } else if candidate.verdict == nil {
        .notGraded
      } else {
        .publicOnly
      }
  }

  var mark: String {
    switch self {
    case .right: "✓"
    case .publicOnly: "◐"
    case .failsPublic: "✕"
    case .noProgram: "–"
    case .notGraded: "?"
    }
  }

  var words: String {
    switch self {
    case .right: "right: passes the hidden tests"
    case .publicOnly: "passes the public tests only"
    case .failsPublic: "fails a public test"
    case .noProgram: "no program in the reply"
    case .notGraded: "passes the public tests, not graded"
    }
  }

  /// Class of its colours in the report's style.
  var style: String {
    switch self {
    case .right: "ok"
    case .publicOnly: "pub"
    case .failsPublic: "bad"
    case .noProgram: "non"
    case .notGraded: "unk"
    }
  }
}
