import Foundation
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("credentials of live models") struct CredentialTests {
  @Test(
    "a wrong key fails after one call, and the words say where it is set",
    arguments: [
      (401, #"{"error":{"message":"Incorrect API key provided.","code":"invalid_api_key"}}"#),
      (401, #"{"error":"Unauthorized"}"#), (403, #"{"detail":"Forbidden"}"#),
      (400, #"{"error":{"message":"No connected db.","type":"no_db_connection","param":null,"code":"400"}}"#),
    ])
  func wrongKey(status: Int, body: String) async throws {
    let server = try ScriptedServer { _ in .json(status: status, body) }
    var trial = LiveTrial()
    trial.environment = ["OPENAI_API_KEY": "sk-wrong-0123"]
    let drawn = try await trial.draw(server, 0..<4)
    #expect(drawn.failure?.kind == .credentials)
    let words = drawn.failure?.description ?? ""
    #expect(words.contains("Check the key in OPENAI_API_KEY"))
    #expect(!words.contains("sk-wrong-0123"))
    #expect(server.exchanges.count == 1)
  }

  @Test("without a key the words say which variable to set")
  func noKey() async throws {
    let server = try ScriptedServer { _ in .json(status: 401, #"{"error":"Unauthorized"}"#) }
    let drawn = try await LiveTrial().draw(server)
    #expect(drawn.failure?.kind == .credentials)
    #expect(drawn.failure?.description.contains("The server asks for a key: set OPENAI_API_KEY") == true)
  }

  @Test(
    "each provider has its own variable",
    arguments: [
      ("deepseek/x", "DEEPSEEK_API_KEY"), ("groq/x", "GROQ_API_KEY"),
      ("openrouter/a/b", "OPENROUTER_API_KEY"),
    ])
  func variables(model: String, variable: String) async throws {
    let server = try ScriptedServer { exchange in
      exchange.headers["authorization"] == "Bearer k-1" ? .text("x") : .error(401)
    }
    var trial = LiveTrial()
    trial.model = model
    #expect(try await trial.draw(server).failure?.description.contains("set \(variable)") == true)
    trial.environment = [variable: "k-1", "OPENAI_API_KEY": "other"]
    #expect(try await trial.draw(server).texts == ["x"])
  }

  @Test("one wrong key does not cost a call for each sample in flight")
  func manySamples() async throws {
    let server = try ScriptedServer { _ in [.pause(0.01)] + .error(401) }
    var trial = LiveTrial()
    trial.conduct.samplesPerRequest = 1
    trial.conduct.concurrency = 2
    let drawn = try await trial.draw(server, 0..<100)
    #expect(drawn.failure?.kind == .credentials)
    #expect(server.exchanges.count <= 10)
  }
}
