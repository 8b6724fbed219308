/// What is done with recorded replies of models.
public enum CacheMode: String, Sendable, CaseIterable, Codable {
  /// Replies are neither looked up nor recorded.
  case off
  /// Recorded replies are used, new ones are not recorded.
  case read
  /// Recorded replies are used, new ones are recorded.
  case readwrite
  /// Recorded replies are used; a call without one fails, so that nothing is ever paid.
  case replayOnly = "replay-only"
}
