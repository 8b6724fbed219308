/// What became of one execution, in the names of the ICPC problem package format where it has one.
public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
  case accepted
  case wrongAnswer = "wrong_answer"
  case timeLimitExceeded = "time_limit_exceeded"
  case runTimeError = "run_time_error"
  case memoryLimitExceeded = "memory_limit_exceeded"
  case outputLimitExceeded = "output_limit_exceeded"
  case compileError = "compile_error"
  case sandboxViolation = "sandbox_violation"
  /// Our own failure, never the program's.
  case judgeError = "judge_error"
}
