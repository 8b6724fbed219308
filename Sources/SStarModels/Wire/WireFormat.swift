import Foundation
import SStar

/// How calls and answers are written for one family of servers.
protocol WireFormat: Sendable {
  /// Path behind the base URL.
  var path: String { get }
  /// Samples that one request can draw at most.
  var mostChoices: Int { get }

  func headers(key: String?) -> [(String, String)]

  /// The body of a request, without `extraBody`.
  func body(_ call: CompletionCall, model: String, options: SamplingOptions, habits: ServerHabits) -> [String:
    Any]

  /// - Throws: ``CallFailure``
  func completion(from reply: JSON, count: Int) throws(CallFailure) -> Completion

  func streamReader(count: Int) -> any CompletionStreamReader
}

/// Puts a streamed answer together.
protocol CompletionStreamReader {
  /// - Throws: ``CallFailure`` when the event reports an error.
  mutating func read(_ event: ServerSentEvent) throws(CallFailure)

  /// Whether the answer came to its proper end.
  var isDone: Bool { get }

  /// The answer, after the last event.
  /// - Throws: ``CallFailure`` when the stream did not come to its proper end.
  func completion() throws(CallFailure) -> Completion
}

extension WireFormat {
  /// The body as sent; `extraBody` wins.
  func encodedBody(
    _ call: CompletionCall, model: String, options: SamplingOptions, habits: ServerHabits
  ) -> Data {
    var body = body(call, model: model, options: options, habits: habits)
    if let extra = options.extraBody.flatMap({ JSON(Data($0.utf8)) })?.value as? [String: Any] {
      body.merge(extra) { _, new in new }
    }
    return JSON.encoded(body)
  }
}

extension Completion {
  /// Keeps what can be used of the choices of an answer.
  mutating func add(
    _ index: Int, text: String, thoughtBytes: Int, finish: ModelReply.Finish?, reason: String?, count: Int
  ) {
    guard (0..<count).contains(index) else { return }
    guard let finish else {
      defect = "the answer ended with \(reason.map { "finish reason `\($0)`" } ?? "no finish reason")"
      return
    }
    choices[index] = Choice(
      text: text, finish: finish, thoughtBytes: thoughtBytes,
      isRefusal: ["content_filter", "refusal"].contains(reason))
  }

  /// - Throws: ``CallFailure`` when nothing is usable.
  func checked() throws(CallFailure) -> Completion {
    guard choices.isEmpty else { return self }
    // A server that counts nothing for an answer that it spoilt has generated all the same.
    let counted = tokens.flatMap { $0.input > 0 && $0.output > 0 ? $0 : nil }
    throw CallFailure(.unusable, defect ?? "the answer holds no choices", tokens: counted)
  }
}
