import SStar

/// Something that happened in an evaluation, for live progress.
public enum EvaluationEvent: Sendable {
  /// A unit that had come to its end is solved again, because its package is another one now.
  case changed(unit: String)
  /// A unit was taken up.
  case started(unit: String)
  /// A model gave a reply.
  case reply(Role, Usage)
  /// A unit came to its end, in this process or before it.
  case finished(UnitOutcome, isRecorded: Bool)
}
