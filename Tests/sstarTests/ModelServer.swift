import Foundation

@testable import TestServers

/// A scripted server that plays a model: an OpenAI-compatible one that solves "add two numbers", sometimes.
enum ModelServer {
  static let right = "a, b = map(int, input().split())\nprint(a + b)\n"
  /// Right on the example, wrong on others.
  static let wrong = "a, b = map(int, input().split())\nprint(abs(a) + abs(b))\n"
  /// Wrong on the example.
  static let broken = "a, b = map(int, input().split())\nprint(a - b)\n"

  static let statement = """
    # Add

    Given two integers $a$ and $b$ ($-1000 \\le a, b \\le 1000$) on one line, print their sum.

    Sample Input 1:
    1 2
    Sample Output 1:
    3
    """

  /// - Parameters:
  ///   - delay: seconds until an answer.
  ///   - tokens: output tokens that each choice is said to have.
  static func start(
    delay: Double = 0, tokens: Int = 30, key: String? = nil,
    fault: @escaping @Sendable (Exchange) -> [Step]? = { _ in nil }
  ) throws -> ScriptedServer {
    try ScriptedServer { exchange in
      if let steps = fault(exchange) { return steps }
      if let key, exchange.headers["authorization"] != "Bearer \(key)" {
        return .json(
          status: 401, #"{"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}}"#)
      }
      let answer = [Step].json(answer(exchange.json, tokens: tokens))
      return delay > 0 ? [.pause(delay)] + answer : answer
    }
  }

  private static func answer(_ request: [String: Any], tokens: Int) -> String {
    let count = request["n"] as? Int ?? 1
    let seed = request["seed"] as? Int ?? 0
    let messages = request["messages"] as? [[String: Any]] ?? []
    let prompt = messages.last?["content"] as? String ?? ""
    let choices = (0..<count).map { index -> [String: Any] in
      let text = Self.text(for: prompt, seed: seed + index)
      return ["index": index, "message": ["role": "assistant", "content": text], "finish_reason": "stop"]
    }
    let reply: [String: Any] = [
      "object": "chat.completion", "choices": choices,
      "usage": ["prompt_tokens": 100, "completion_tokens": tokens * count],
    ]
    let data = (try? JSONSerialization.data(withJSONObject: reply)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  private static func text(for prompt: String, seed: Int) -> String {
    if prompt.contains("ANSWER: NEITHER") { return "I cannot tell.\nANSWER: NEITHER" }
    if prompt.contains("exits with status 42") { return "I write no such program." }
    if prompt.contains("MODE is one of") { return "I write no such program." }
    if prompt.contains("Write a brute-force solution") { return "I write no such program." }
    if prompt.contains("begins with ```input") { return "```input\n-3 5\n```" }
    if prompt.contains("The program fails") { return fenced(seed % 2 == 0 ? right : wrong) }
    if prompt.contains("begins with ```python") { return fenced([right, wrong, right, broken][seed % 4]) }
    return "I have no answer."
  }

  private static func fenced(_ source: String) -> String { "Here it is.\n```python\n\(source)```" }
}
