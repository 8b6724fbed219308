import SStar

/// Something that happened in an evaluation, for live progress.
public enum EvaluationEvent: Sendable {
  /// A unit was taken up.
  case started(unit: String)
  /// A model gave a reply.
  case reply(Role, Usage)
  /// A unit came to its end, in this process or before it; `usage` is that of this process.
  case finished(UnitOutcome, isRecorded: Bool)
}
