import SStar
import Testing

@testable import SStarModels
@testable import TestServers

@Suite("secrets of a model's endpoint") struct SecretTests {
  private var trial: LiveTrial {
    var trial = LiveTrial()
    trial.environment = ["OPENAI_API_KEY": "sk-secret-1"]
    trial.conduct.retries = 0
    return trial
  }

  @Test("a key that a server repeats is not told", arguments: [401, 500, 404, 200])
  func key(status: Int) async throws {
    let server = try ScriptedServer { _ in
      .json(status: status, #"{"error":{"message":"bad key sk-secret-1 (Bearer sk-secret-1)","code":500}}"#)
    }
    let trial = trial
    let words = try await trial.draw(server).failure?.description ?? ""
    #expect(words.contains("bad key … (Bearer …)"))
    #expect(!words.contains("secret"))
    #expect(trial.seen.losses.allSatisfy { !$0.reason.contains("secret") })
  }

  @Test("the query of a base URL stays a query, and is not told")
  func query() async throws {
    let server = try ScriptedServer { exchange in
      exchange.path == "/v1/chat/completions?api-version=s3cret" && exchange.number == 0
        ? .text("x") : .error(404, "no such model")
    }
    let (first, second) = try await trial.run(server.url + "/v1/?api-version=s3cret") { model in
      (await model.drawn(), await model.drawn())
    }
    #expect(first.texts == ["x"])
    let words = second.failure?.description ?? ""
    #expect(words.contains("/v1?…"), "\(words)")
    #expect(!words.contains("s3cret"))
  }

  @Test("addresses are told without passwords, also where they lead to nothing")
  func passwords() throws {
    let endpoint = try ModelEndpoint("openai/x", baseURL: "http://me:pass@h/v1/", environment: [:])
    #expect(endpoint.baseURL == "http://me:pass@h/v1")
    #expect(endpoint.shownURL == "http://…@h/v1")
    #expect(endpoint.callURL == "http://me:pass@h/v1/chat/completions")
    let claude = try ModelEndpoint("anthropic/x", baseURL: "http://h/v1/?a=b", environment: [:])
    #expect(claude.callURL == "http://h/v1/messages?a=b")
    let error = #expect(throws: ModelSetupError.self) {
      try ModelEndpoint("openai/x", baseURL: "ftp://me:pass@h", environment: [:])
    }
    #expect(error?.description.contains("pass") == false)
  }
}
