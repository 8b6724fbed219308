import SStar

/// Keeps replies, so that none is paid for twice.
public protocol ReplyStore: Sendable {
  /// - Throws: the store's own error when it cannot be read.
  func reply(for key: CallKey) async throws -> ModelReply?

  /// Returns at once, when the replies, all of them to `request`, would survive the end of the process.
  /// - Throws: the store's own error when they cannot be written.
  func record(_ replies: [KeyedReply], request: ModelRequest, model: String) async throws

  /// Returns when all that was recorded would survive a power failure too.
  /// - Throws: the store's own error when it cannot be written.
  func flush() async throws
}

/// A reply and what it is looked up by.
public struct KeyedReply: Sendable, Hashable {
  public var key: CallKey
  public var reply: ModelReply

  public init(_ reply: ModelReply, key: CallKey) {
    self.key = key
    self.reply = reply
  }
}
