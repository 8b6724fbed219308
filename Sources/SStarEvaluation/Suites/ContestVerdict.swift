import SStar

/// The verdicts that the problem package format tells apart.
public enum ContestVerdict: String, Sendable, Hashable, Codable, CaseIterable {
  case accepted = "AC"
  case wrongAnswer = "WA"
  case timeLimitExceeded = "TLE"
  case runTimeError = "RTE"
  /// Not one of the format's own, but of contest systems.
  case compileError = "CE"

  /// Nil for a `judge_error`, which says nothing of the program. Too much memory or output, and system calls
  /// that are refused, are run-time errors at a contest.
  public init?(_ verdict: Verdict) {
    switch verdict {
    case .accepted: self = .accepted
    case .wrongAnswer: self = .wrongAnswer
    case .timeLimitExceeded: self = .timeLimitExceeded
    case .runTimeError, .memoryLimitExceeded, .outputLimitExceeded, .sandboxViolation: self = .runTimeError
    case .compileError: self = .compileError
    case .judgeError: return nil
    }
  }

  /// By the name that an `@EXPECTED_RESULTS@` tag gives it; nil for other names.
  init?(tag: String) {
    switch tag.uppercased().replacing("_", with: "-") {
    case "ACCEPTED", "CORRECT": self = .accepted
    case "WRONG-ANSWER", "NO-OUTPUT": self = .wrongAnswer
    case "TIMELIMIT", "TIME-LIMIT-EXCEEDED": self = .timeLimitExceeded
    case "RUN-ERROR", "RUN-TIME-ERROR", "RUNTIME-ERROR", "MEMORY-LIMIT", "OUTPUT-LIMIT": self = .runTimeError
    case "COMPILER-ERROR", "COMPILE-ERROR": self = .compileError
    default: return nil
    }
  }

  /// The name in reports.
  public var name: String {
    switch self {
    case .accepted: Verdict.accepted.rawValue
    case .wrongAnswer: Verdict.wrongAnswer.rawValue
    case .timeLimitExceeded: Verdict.timeLimitExceeded.rawValue
    case .runTimeError: Verdict.runTimeError.rawValue
    case .compileError: Verdict.compileError.rawValue
    }
  }
}
