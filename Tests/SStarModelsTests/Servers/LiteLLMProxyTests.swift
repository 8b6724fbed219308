import Foundation
import Testing

@testable import TestServers

@Suite(
  "LiteLLM proxy", .tags(.slow),
  .enabled(if: LiteLLMProxy.isAvailable, Comment(rawValue: LiteLLMProxy.missing)))
struct LiteLLMProxyTests {
  private static let question =
    #""max_tokens": 64, "messages": [{"role": "user", "content": "Square a number."}]"#

  private func post(
    _ path: String, _ model: LiteLLMProxy.Model, more: String = "", key: String = LiteLLMProxy.key
  ) async throws -> LoopbackClient.Response {
    let port = try await LiteLLMProxy.shared.port
    return try await blocking {
      try LoopbackClient.request(
        port: port, path,
        headers: path == "/v1/messages" ? ["x-api-key": key] : ["Authorization": "Bearer \(key)"],
        post: #"{"model": "\#(model.name)", \#(more)\#(Self.question)}"#)
    }
  }

  @Test func answersChatCompletions() async throws {
    let response = try await post("/v1/chat/completions", .text, more: #""n": 2, "#)
    #expect(response.status == 200)
    let choices = response.json["choices"] as? [[String: Any]] ?? []
    let texts = choices.map { ($0["message"] as? [String: Any])?["content"] as? String }
    #expect(texts == [LiteLLMProxy.Model.text.answer, LiteLLMProxy.Model.text.answer])
  }

  @Test func streamsChatCompletions() async throws {
    let response = try await post("/v1/chat/completions", .text, more: #""stream": true, "#)
    #expect(response.headers["content-type"]?.hasPrefix("text/event-stream") == true)
    #expect(response.text.hasSuffix("data: [DONE]\n\n"))
  }

  @Test(arguments: [LiteLLMProxy.Model.text, .claude])
  func answersMessages(model: LiteLLMProxy.Model) async throws {
    let response = try await post("/v1/messages", model)
    #expect(response.status == 200)
    let blocks = response.json["content"] as? [[String: Any]] ?? []
    #expect(blocks.map { $0["text"] as? String } == [model.answer])
    #expect(response.json["stop_reason"] as? String == "end_turn")
  }

  @Test func listsItsModels() async throws {
    let response = try LoopbackClient.request(
      port: try await LiteLLMProxy.shared.port, "/v1/models",
      headers: ["Authorization": "Bearer \(LiteLLMProxy.key)"])
    let models = response.json["data"] as? [[String: Any]] ?? []
    #expect(models.map { $0["id"] as? String } == [LiteLLMProxy.Model].all.map(\.name))
  }

  @Test(arguments: [
    (LiteLLMProxy.Model.rateLimited, 429), (.internalError, 500), (.contextOverflow, 400), (.overloaded, 529),
  ])
  func failsAsTheModelSays(model: LiteLLMProxy.Model, status: Int) async throws {
    let response = try await post("/v1/chat/completions", model)
    #expect(response.status == status)
    #expect((response.json["error"] as? [String: Any])?["code"] as? String == "\(status)")
  }

  @Test(arguments: ["/v1/chat/completions", "/v1/messages"])
  func refusesAWrongKey(path: String) async throws {
    let response = try await post(path, .text, key: "sk-wrong")
    #expect(response.status == 401)
  }
}

extension LiteLLMProxy.Model: CustomTestStringConvertible {
  public var testDescription: String { name }
}
