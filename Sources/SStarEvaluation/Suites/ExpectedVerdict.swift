import Foundation
import SStar

/// What a submission's folder says of it.
public struct ExpectedVerdict: Sendable, Hashable {
  /// Final verdicts that agree with the folder.
  public var allowed: Set<Verdict>

  /// By the folder's name; nil where the folder promises nothing that can be checked.
  ///
  /// A crash, too much memory and too much output are all run-time errors at a contest.
  public init?(folder: String) {
    switch folder {
    case "accepted": allowed = [.accepted]
    case "wrong_answer": allowed = [.wrongAnswer]
    case "time_limit_exceeded": allowed = [.timeLimitExceeded]
    case "run_time_error", "runtime_error": allowed = Self.crashes
    case "compile_error", "compiler_error": allowed = [.compileError]
    case "rejected", "wrong": allowed = Set(Verdict.allCases).subtracting([.accepted, .judgeError])
    // Slow but right programs: they may pass or time out.
    case "brute_force": allowed = [.timeLimitExceeded, .runTimeError, .memoryLimitExceeded]
    default: return nil
    }
  }

  private static let crashes: Set<Verdict> = [
    .runTimeError, .memoryLimitExceeded, .outputLimitExceeded, .sandboxViolation,
  ]
}
