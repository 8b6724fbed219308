import SStar

/// One exchange with a model server: some samples of one request.
struct CompletionCall: Sendable {
  var request: ModelRequest
  /// Samples that are drawn; sample `i` has the seed `request.seed + i`.
  var samples: Range<Int>
  /// Samples of the whole draw, which share their prompt.
  var samplesOfDraw = 1
  /// Told of every try that may have cost something and gave nothing, for whoever draws.
  var onLoss: @Sendable (LostCall) async -> Void = { _ in }

  /// The same with other samples.
  func with(_ samples: Range<Int>) -> CompletionCall {
    var call = self
    call.samples = samples
    return call
  }
}

/// What a server answered.
struct Completion: Sendable {
  /// One choice of an answer.
  struct Choice: Sendable {
    var text: String
    var finish: ModelReply.Finish
    /// Bytes of thoughts, which are no part of the text and are paid for as well.
    var thoughtBytes = 0
    /// Whether the model or its server would not answer: to ask again is of no use.
    var isRefusal = false

    /// Bytes that the model wrote.
    var size: Int { text.utf8.count + thoughtBytes }
  }
  /// What a server says that it counted.
  struct Tokens: Sendable, Hashable {
    /// No call has more, whatever a server says.
    static let most = 1_000_000_000
    /// All input tokens, those of caches included.
    var input = 0
    /// Those of `input` that came from the server's cache.
    var cachedInput = 0
    /// Those of `input` that were written to the server's cache.
    var cacheWrites = 0
    /// Reasoning included.
    var output = 0
  }
  /// Usable choices by index; a server may have left some out.
  var choices: [Int: Choice] = [:]
  /// Why the others are not usable.
  var defect: String?
  /// Nil when the server did not say.
  var tokens: Tokens?
  /// Whether `tokens` are ours, because the server's cannot be right.
  var isEstimated = false
}

/// Sends calls; decorators add robustness.
protocol CompletionService: Sendable {
  /// - Throws: ``CallFailure`` or `CancellationError`.
  func complete(_ call: CompletionCall) async throws -> Completion
}
