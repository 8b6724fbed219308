import Foundation
import SStar
import Testing

@testable import SStarModels

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Any OpenAI-compatible server that the environment names.
enum OtherServer {
  private static let environment = ProcessInfo.processInfo.environment

  /// With its `/v1`, as `--base-url` takes it.
  static let url = environment["SSTAR_OPENAI_TEST_URL"].flatMap { $0.isEmpty ? nil : $0 }
  static let missing =
    "needs a server: SSTAR_OPENAI_TEST_URL=http://host:port/v1; SSTAR_OPENAI_TEST_MODEL and _KEY if it asks for them"

  /// A trial of the model that the environment names, or the first that the server lists.
  static func trial() async throws -> LiveTrial {
    let key = environment["SSTAR_OPENAI_TEST_KEY"]
    var trial = LiveTrial(model: "openai/\(try await model(key))", environment: [:])
    trial.environment = key.map { ["OPENAI_API_KEY": $0] } ?? [:]
    trial.options.maxTokens = 32
    trial.conduct.timeout = 120
    return trial
  }

  private static func model(_ key: String?) async throws -> String {
    if let name = environment["SSTAR_OPENAI_TEST_MODEL"], !name.isEmpty { return name }
    struct List: Decodable {
      struct Entry: Decodable { let id: String }
      let data: [Entry]
    }
    var request = URLRequest(url: try #require(URL(string: (url ?? "") + "/models")))
    if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
    let (data, _) = try await URLSession.shared.data(for: request)
    return try #require(try JSONDecoder().decode(List.self, from: data).data.first).id
  }
}

@Suite(
  "live models and the server of SSTAR_OPENAI_TEST_URL", .tags(.slow), .serialized,
  .enabled(if: OtherServer.url != nil, Comment(rawValue: OtherServer.missing)))
struct OtherServerTests {
  private static let request = ModelRequest(
    role: .generate, problemID: "p",
    messages: [Message(.user, "Write a Python program that reads n and prints n squared.")], seed: 7)

  private func draw(_ trial: LiveTrial, _ samples: Range<Int> = 0..<1) async throws -> Drawn {
    try await trial.run(try #require(OtherServer.url)) { await $0.drawn(samples, of: Self.request) }
  }

  @Test("a completion has text, finish and usage")
  func completes() async throws {
    let drawn = try await draw(OtherServer.trial())
    #expect(drawn.error == nil)
    #expect(drawn.texts.first?.isEmpty == false)
    #expect(drawn.usage.calls == 1)
    #expect(drawn.usage.inputTokens > 0 && drawn.usage.outputTokens > 0)
  }

  @Test("a stream brings the same text as a whole answer, and usage")
  func streams() async throws {
    var trial = try await OtherServer.trial()
    let whole = try await draw(trial)
    trial.options.streams = true
    let drawn = try await draw(trial)
    #expect(drawn.error == nil)
    #expect(drawn.texts == whole.texts)
    #expect(drawn.replies[0]?.finish == whole.replies[0]?.finish)
    #expect(drawn.usage.inputTokens > 0 && drawn.usage.outputTokens > 0)
  }

  @Test(
    "`n` choices of one request are those of as many requests with the same seeds", arguments: [false, true])
  func choices(streams: Bool) async throws {
    var trial = try await OtherServer.trial()
    trial.options.streams = streams
    let together = try await draw(trial, 0..<4)
    trial.conduct.samplesPerRequest = 1
    let apart = try await draw(trial, 0..<4)
    #expect(together.error == nil && apart.error == nil)
    #expect(together.replies.count == 4)
    #expect(together.texts == apart.texts)
  }

  @Test("a text stops before the first stop text")
  func stops() async throws {
    var trial = try await OtherServer.trial()
    let text = try #require(try await draw(trial).texts.first)
    // A piece of the middle; where it occurs first, the text is to end.
    let stop = String(text.dropFirst(text.count / 3).prefix(3))
    try #require(!stop.isEmpty)
    trial.options.stop = [stop]
    let expected = text.range(of: stop).map { String(text[..<$0.lowerBound]) }
    let drawn = try await draw(trial)
    #expect(drawn.error == nil)
    #expect(drawn.texts.first == expected)
    #expect(drawn.replies[0]?.finish == .stop)
  }

  @Test("a model that it does not serve is refused with words, unless the server takes any name")
  func unknownModel() async throws {
    var trial = try await OtherServer.trial()
    trial.model = "openai/no-such-model"
    let drawn = try await draw(trial)
    guard let failure = drawn.failure else {
      #expect(drawn.texts.count == 1)
      return
    }
    #expect(failure.kind == .refused)
    #expect(failure.description.contains("(status 4"))
  }
}
