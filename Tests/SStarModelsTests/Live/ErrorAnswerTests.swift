import Foundation
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("error answers to a live model") struct ErrorAnswerTests {
  @Test(
    "are read for their words in every shape",
    arguments: [
      (#"{"error":{"message":"bad thing","type":"BadRequestError","param":null,"code":400}}"#, "bad thing"),
      (#"{"error":{"message":"bad thing","type":"None","param":"None","code":"400"}}"#, "bad thing"),
      (#"{"error":{"code":400,"message":"bad thing","type":"invalid_request_error"}}"#, "bad thing"),
      (
        #"{"object":"error","message":"bad thing","type":"BadRequestError","param":null,"code":400}"#,
        "bad thing"
      ),
      (#"{"error":"bad thing"}"#, "bad thing"), (#"{"detail":"bad thing"}"#, "bad thing"),
      (#"{"detail":[{"loc":["body","x"],"msg":"bad thing","type":"missing"}]}"#, "bad thing"),
      ("bad thing\n", "bad thing"), ("", "no explanation"), ("null", "null"), ("[]", "[]"),
      (
        "<html>\r\n<head><title>400 Bad</title></head>\n<body><h1>bad thing</h1></body></html>",
        "400 Bad bad thing"
      ),
      ("\n<!DOCTYPE html><p>bad thing</p>", ": bad thing."),
    ])
  func shapes(body: String, words: String) async throws {
    let server = try ScriptedServer { _ in .json(status: 400, body) }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.failure?.kind == .refused)
    #expect(drawn.failure?.description.contains("(status 400): ") == true)
    #expect(drawn.failure?.description.contains(words) == true, "\(drawn.failure?.description ?? "")")
    #expect(server.exchanges.count == 1)
  }

  @Test("an endless error page is not read to its end")
  func endless() async throws {
    let page = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
    let server = try ScriptedServer { _ in
      [.send(Data("HTTP/1.1 404 Not Found\r\n\r\n".utf8))] + Array(repeating: .send(page), count: 1000)
    }
    let drawn = try await LiveTrial().draw(server)
    #expect((drawn.failure?.description.count ?? .max) < 1000)
    #expect(await server.waits { $0.hangUps == [0] })
  }

  @Test("an error page that breaks off still has its status")
  func brokenPage() async throws {
    let server = try ScriptedServer { _ in [Step].error(401).cut(last: 10, then: .close) }
    #expect(try await LiveTrial().draw(server).failure?.kind == .credentials)
  }

  @Test(
    "that may pass are retried",
    arguments: [408, 409, 425, 429, 500, 501, 502, 503, 504, 520, 524, 529])
  func transient(status: Int) async throws {
    let server = try ScriptedServer { $0.number < 2 ? .error(status, headers: .atOnce) : .text("x") }
    #expect(try await LiveTrial().draw(server).texts == ["x"])
    #expect(server.exchanges.count == 3)
  }

  @Test(
    "that stay are not retried",
    arguments: [
      (400, ModelServiceError.Kind.refused), (401, .credentials), (402, .credentials), (403, .credentials),
      (404, .refused), (405, .refused), (413, .tooLong), (422, .refused),
    ])
  func permanent(status: Int, kind: ModelServiceError.Kind) async throws {
    let server = try ScriptedServer { _ in .error(status, "Sorry, no", headers: .atOnce) }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.failure?.kind == kind)
    #expect(drawn.failure?.description.contains("(status \(status)): Sorry, no") == true)
    #expect(server.exchanges.count == 1)
  }

  @Test("the type of an error does not count, its status does")
  func lyingType() async throws {
    let server = try ScriptedServer { exchange in
      guard exchange.number == 0 else { return .text("x") }
      return .json(
        status: 408, headers: .atOnce,
        #"{"error":{"message":"litellm.Timeout","type":"invalid_request_error","code":"408"}}"#)
    }
    #expect(try await LiveTrial().draw(server).texts == ["x"])
  }

  @Test(
    "x-should-retry has the last word", arguments: [(503, "false", 1), (400, "true", 2), (429, "maybe", 2)])
  func shouldRetry(status: Int, word: String, calls: Int) async throws {
    let server = try ScriptedServer { exchange in
      guard exchange.number == 0 else { return .text("x") }
      return .error(status, headers: ["x-should-retry": word, "retry-after-ms": "1"])
    }
    let drawn = try await LiveTrial().draw(server)
    #expect(server.exchanges.count == calls)
    #expect((drawn.error == nil) == (calls == 2))
  }

  @Test("malformed requests that a server calls its own failure do not go on for ever")
  func cap() async throws {
    let server = try ScriptedServer { _ in .error(500, "parse error", headers: .atOnce) }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.failure?.kind == .unavailable)
    #expect(drawn.failure?.description.contains("parse error, after 4 tries") == true)
    #expect(server.exchanges.count == 4)
  }

  @Test("a redirect is not followed with the key, and its target is told", arguments: [301, 307, 308])
  func redirect(status: Int) async throws {
    let server = try ScriptedServer { _ in
      .json(status: status, headers: ["location": "http://127.0.0.1:9/v2/chat/completions"], "")
    }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.failure?.kind == .refused)
    let words = drawn.failure?.description ?? ""
    #expect(words.contains("redirects to http://127.0.0.1:9/v2/chat/completions"), "\(words)")
    #expect(words.contains("base URL"))
    #expect(server.exchanges.count == 1)
  }

  @Test(
    "an account without balance or quota is told apart from a full server",
    arguments: [
      (402, "Insufficient Balance", "null"),
      (429, "You exceeded your current quota", "\"insufficient_quota\""),
    ])
  func balance(status: Int, message: String, code: String) async throws {
    let server = try ScriptedServer { _ in .error(status, message, code: code) }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.failure?.kind == .credentials)
    #expect(drawn.failure?.description.contains("add to it") == true)
    #expect(server.exchanges.count == 1)
  }

  @Test(
    "a prompt that is too long is not tried again",
    arguments: [
      #"{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error","n_ctx":512}}"#,
      #"{"error":{"message":"This model's maximum context length is 512 tokens. However, your messages resulted in 900 tokens.","type":"BadRequestError","param":null,"code":400}}"#,
      #"{"error":{"message":"litellm.ContextWindowExceededError: litellm.BadRequestError: ContextWindowExceededError: OpenAIException","type":null,"param":null,"code":"400"}}"#,
      #"{"error":{"message":"Your input exceeds the context window of this model.","type":"invalid_request_error","code":"context_length_exceeded"}}"#,
      #"{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}"#,
      #"{"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 1 + 2 > 2"}}"#,
    ])
  func tooLong(body: String) async throws {
    let server = try ScriptedServer { _ in .json(status: 400, body) }
    let drawn = try await LiveTrial().draw(server, 0..<4)
    #expect(drawn.failure?.kind == .tooLong)
    #expect(drawn.failure?.description.contains("does not fit the model's context") == true)
    #expect(drawn.failure?.description.contains("--debug-context last") == true)
    #expect(server.exchanges.count == 1)
  }
}
