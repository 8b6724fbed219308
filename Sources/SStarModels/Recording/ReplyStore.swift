import SStar

/// Keeps replies, so that none is paid for twice.
public protocol ReplyStore: Sendable {
  /// - Throws: the store's own error when it cannot be read.
  func reply(for key: CallKey) async throws -> ModelReply?

  /// Returns at once, when the reply would survive the end of the process.
  /// - Throws: the store's own error when it cannot be written.
  func record(_ reply: ModelReply, for key: CallKey, request: ModelRequest, model: String) async throws

  /// Returns when all that was recorded would survive a power failure too.
  /// - Throws: the store's own error when it cannot be written.
  func flush() async throws
}
