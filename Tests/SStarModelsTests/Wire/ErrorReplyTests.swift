import Foundation
import Testing

@testable import SStarModels

@Suite struct ErrorReplyTests {
  private func failure(_ status: Int, _ body: String, _ headers: [String: String] = [:]) -> CallFailure {
    ErrorReply.failure(status: status, header: { headers[$0] }, body: Data(body.utf8))
  }

  @Test(
    "bodies of every shape give their words",
    arguments: [
      (#"{"error":{"message":"too many","type":"x","code":400}}"#, "too many"),
      (#"{"error":{"message":"too many","code":"429"}}"#, "too many"), (#"{"error":"too many"}"#, "too many"),
      (#"{"detail":"too many"}"#, "too many"), (#"{"message":"too many"}"#, "too many"),
      (#"{"type":"error","error":{"type":"overloaded_error","message":"too many"}}"#, "too many"),
      ("too\n  many", "too many"), ("<html><h1>too</h1> many</html>", "too many"), ("", "no explanation"),
      ("[1]", "[1]"), ("{", "{"),
    ])
  func shapes(body: String, words: String) {
    #expect(failure(418, body).message == words)
  }

  @Test(
    "the status decides what is tried again",
    arguments: [
      (408, true), (409, true), (425, true), (429, true), (500, true), (502, true), (503, true), (504, true),
      (529, true), (400, false), (401, false), (402, false), (403, false), (404, false), (413, false),
      (422, false), (301, false),
    ])
  func retries(status: Int, isTransient: Bool) {
    #expect(failure(status, "x").isTransient == isTransient)
  }

  @Test("the server's word on trying again goes before the status")
  func shouldRetry() {
    #expect(!failure(500, "x", ["x-should-retry": "false"]).isTransient)
    #expect(failure(400, "x", ["x-should-retry": "true"]).isTransient)
  }

  @Test("a wait of more than two minutes is not waited for")
  func longWaits() {
    #expect(failure(429, "x", ["retry-after": "119"]).isTransient)
    #expect(!failure(429, "x", ["retry-after": "121"]).isTransient)
  }

  @Test("a key or an account at its end is told apart from a busy server")
  func accounts() {
    #expect(failure(401, #"{"error":"Unauthorized"}"#).kind == .credentials)
    #expect(
      failure(400, #"{"error":{"message":"No connected db.","type":"no_db_connection","code":"400"}}"#).kind
        == .credentials)
    #expect(failure(402, "Insufficient Balance").kind == .balance)
    #expect(failure(429, #"{"error":{"message":"quota","code":"insufficient_quota"}}"#).kind == .balance)
    #expect(failure(429, #"{"error":{"message":"slow down","code":"rate_limit_exceeded"}}"#).kind == .busy)
  }

  @Test(
    "a prompt that is too long is recognized in every server's words",
    arguments: [
      #"{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}"#,
      #"{"error":{"message":"This model's maximum context length is 4096 tokens."}}"#,
      #"{"error":{"message":"litellm.BadRequestError: prompt is too long: 9 > 8"}}"#,
    ])
  func tooLong(body: String) {
    #expect(failure(400, body).kind == .tooLong)
  }

  @Test("an error inside of a success is found, and its code counts")
  func inside() {
    #expect(
      ErrorReply.failure(in: JSON(["error": ["message": "x", "code": 429]] as [String: Any]))?.kind == .busy)
    #expect(ErrorReply.failure(in: JSON(["error": ["message": "x"]] as [String: Any]))?.kind == .server)
    #expect(ErrorReply.failure(in: JSON(["error": NSNull(), "choices": [Int]()] as [String: Any])) == nil)
  }
}
