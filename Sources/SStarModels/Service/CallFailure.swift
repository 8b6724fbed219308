/// Why a call gave no usable answer.
struct CallFailure: Error, Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// No connection: refused, no such host, no TLS.
    case unreachable
    /// The connection ended before the answer did.
    case disconnected
    /// No answer within the deadline.
    case timeout
    /// The server cannot serve now: 429 and its like.
    case busy
    /// The server failed.
    case server
    /// An answer that holds no choice which could be used.
    case unusable
    /// Bad key or no permission.
    case credentials
    /// No balance or quota left.
    case balance
    /// The request is wrong for this server: model, path or a parameter.
    case refused
    /// The prompt is longer than the model's context.
    case tooLong
  }

  var kind: Kind
  var status: Int?
  /// The server's words, or ours.
  var message: String
  /// Name of the parameter that the server objects to.
  var parameter: String?
  /// How long the server asks to wait, in seconds.
  var retryAfter: Double?
  /// What the server says on trying again.
  var shouldRetry: Bool?
  /// How often the call was tried.
  var tries = 1
  /// Tokens of an answer that was billed and is of no use.
  var tokens: Completion.Tokens?
  /// Whether the server had begun to answer with success.
  var answerBegan = false
  /// Whether the connection broke right after the request was sent: the server had closed it before.
  var isDeadConnection = false

  init(_ kind: Kind, _ message: String, status: Int? = nil, tokens: Completion.Tokens? = nil) {
    self.kind = kind
    self.message = message
    self.status = status
    self.tokens = tokens
  }

  /// The OpenAI SDK waits two minutes at most and gives up on more.
  static let longestWait = 120.0

  /// Whether the server asks to wait longer than any call does.
  var asksTooLong: Bool { (retryAfter ?? 0) > Self.longestWait }

  /// Whether another try may succeed.
  var isTransient: Bool {
    if asksTooLong { return false }
    switch kind {
    case .credentials, .balance, .refused, .tooLong: return shouldRetry == true
    case .unreachable, .disconnected, .timeout, .unusable: return true
    case .busy, .server: return shouldRetry ?? true
    }
  }

  /// Whether all further calls would fail in the same way.
  var isFatal: Bool {
    switch kind {
    case .credentials, .balance, .refused, .unreachable: true
    case .disconnected, .timeout, .busy, .server, .unusable, .tooLong: false
    }
  }

  /// Whether the server may have generated, and billed, what never arrived.
  var mayBeBilled: Bool {
    switch kind {
    case .disconnected: !isDeadConnection
    case .timeout, .unusable: true
    case .server: answerBegan || status == 502 || status == 504
    case .busy: answerBegan
    case .unreachable, .credentials, .balance, .refused, .tooLong: false
    }
  }
}
