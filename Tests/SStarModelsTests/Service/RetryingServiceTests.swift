import SStar
import Testing

@testable import SStarModels

@Suite struct RetryingServiceTests {
  /// Fails in the same way for ever.
  private struct Failing: CompletionService {
    var failure: CallFailure
    func complete(_ call: CompletionCall) async throws -> Completion { throw failure }
  }

  private func words(_ failure: CallFailure, retries: Int) async throws -> String {
    let state = ServerState(habits: ServerHabits(mostChoices: 1))
    state.noteReached()
    let request = ModelRequest(role: .judge, problemID: "p", messages: [], seed: 1)
    let service = RetryingService(base: Failing(failure: failure), retries: retries, state: state)
    let last = await #expect(throws: CallFailure.self) {
      try await service.complete(CompletionCall(request: request, samples: 0..<1))
    }
    let endpoint = try ModelEndpoint("openai/x", baseURL: "http://h/v1", environment: [:])
    return ModelServiceError(try #require(last), endpoint: endpoint).description
  }

  @Test("the message tells how often a call was really tried")
  func tries() async throws {
    var failure = CallFailure(.server, "Sorry", status: 500)
    failure.retryAfter = 0
    #expect(try await words(failure, retries: 2).contains("Sorry, after 3 tries."))
    #expect(try await words(failure, retries: 0).contains("Sorry, after 1 try."))
    failure.shouldRetry = false
    #expect(try await words(failure, retries: 2).contains("Sorry, after 1 try."))
  }

  @Test("a wait that is too long is told")
  func wait() async throws {
    var failure = CallFailure(.busy, "Full", status: 429)
    failure.retryAfter = 3600
    let words = try await words(failure, retries: 2)
    #expect(words.contains("Full, after 1 try. The server asks to wait 60 minutes"))
  }
}
