import Foundation

/// What a reply that is no success means.
///
/// The status decides; bodies come in every shape (`{"error": {…}}`, `{"error": "…"}`, `{"detail": …}`,
/// text, HTML) and are read for their words only.
enum ErrorReply {
  private static let longestMessage = 400

  static func failure(status: Int, header: (String) -> String?, body: Data, now: Date = Date()) -> CallFailure
  {
    let json = JSON(body)
    let target = (300..<400).contains(status) ? header("location") : nil
    let message = target.map { "the server redirects to \(ShownAddress.text($0))" } ?? words(json, body)
    let code = json.map { detail($0) } ?? ""
    var failure = CallFailure(kind(status, "\(message) \(code)".lowercased()), message, status: status)
    failure.parameter = json?["error"]["param"].string
    failure.retryAfter = RetryAfter.seconds(status: status, header, now: now)
    failure.shouldRetry = header("x-should-retry").flatMap { ["true": true, "false": false][$0] }
    return failure
  }

  /// The error object that some servers send inside of a stream or of a success.
  static func failure(in json: JSON) -> CallFailure? {
    let error = json["error"]
    guard error.exists else { return nil }
    let status = error["code"].int ?? error["code"].string.flatMap { Int($0) }
    let message = words(json, Data())
    let code = detail(json).lowercased()
    let text = "\(message) \(code)".lowercased()
    if let status, status >= 400 { return CallFailure(kind(status, text), message, status: status) }
    if isTooLong(text) { return CallFailure(.tooLong, message) }
    let isBusy = ["overloaded", "rate_limit"].contains { code.contains($0) }
    return CallFailure(isBusy ? .busy : .server, message)
  }

  private static func kind(_ status: Int, _ text: String) -> CallFailure.Kind {
    func says(_ words: String...) -> Bool { words.contains { text.contains($0) } }
    switch status {
    case 401, 403: return .credentials
    case 402: return .balance
    case 429 where says("insufficient_quota"): return .balance
    case 408, 409, 425, 429, 503, 529: return .busy
    case 500...: return .server
    // LiteLLM answers a wrong key so when it has no database.
    case 400 where says("no_db_connection", "invalid api key", "incorrect api key"): return .credentials
    case 400, 413, 422:
      return isTooLong(text) || status == 413 ? .tooLong : .refused
    default: return .refused
    }
  }

  /// Whether the error is about the model's context.
  ///
  /// In the words of vLLM and OpenAI, llama.cpp, LiteLLM and Anthropic.
  private static func isTooLong(_ text: String) -> Bool {
    [
      "context_length", "context length", "context size", "exceed_context", "context window",
      "contextwindowexceeded", "context limit", "prompt is too long",
    ]
    .contains { text.contains($0) }
  }

  private static func words(_ json: JSON?, _ body: Data) -> String {
    let error = json?["error"]
    let text =
      error?["message"].string ?? error?.string ?? json?["message"].string ?? json?["detail"].string
      ?? String(decoding: body.prefix(longestMessage * 4), as: UTF8.self)
    let isMarkup = text.first { !$0.isWhitespace } == "<"
    let plain = isMarkup ? text.replacing(/<[^>]*>/, with: " ") : text
    let line = plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? "no explanation" : String(line.prefix(longestMessage))
  }

  /// Machine-readable names of the error.
  private static func detail(_ json: JSON) -> String {
    let error = json["error"]
    return [error["type"], error["code"], json["type"]].compactMap(\.string).joined(separator: " ")
  }
}
