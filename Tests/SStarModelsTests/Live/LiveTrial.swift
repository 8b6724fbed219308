import Foundation
import SStar
import Synchronization
import Testing

@testable import SStarModels
@testable import TestServers

/// A live model in front of a test server, with a conduct that makes tests fast.
struct LiveTrial: Sendable {
  var model = "openai/x"
  var options = SamplingOptions()
  var conduct = Self.quick
  var budget = Budget()
  var price: Price?
  var environment: [String: String] = [:]
  let seen = Observations()

  private static var quick: LiveModel.Conduct {
    var conduct = LiveModel.Conduct()
    conduct.timeout = 20
    conduct.retries = 3
    return conduct
  }

  static var streamed: LiveTrial { LiveTrial(options: .streamed) }

  static var anthropic: LiveTrial {
    LiveTrial(model: "anthropic/claude-x", environment: ["ANTHROPIC_API_KEY": "sk-ant-1"])
  }

  /// Runs `body` with the model behind a base URL.
  func run<Result: Sendable>(
    _ baseURL: String, _ body: @Sendable (LiveModel) async throws -> Result
  ) async throws -> Result {
    try await LiveModels.withModels(concurrency: conduct.concurrency, environment: environment) { live in
      let seen = seen
      return try await body(
        live.model(
          model, baseURL: baseURL, options: options, conduct: conduct, budget: budget, price: price,
          onNotice: { seen.add(notice: $0) }, onLoss: { seen.add(loss: $0) }))
    }
  }

  /// Draws samples of one request.
  func draw(
    _ server: ScriptedServer, _ samples: Range<Int> = 0..<1, of request: ModelRequest = .short
  ) async throws -> Drawn {
    try await run(server.url + "/v1") { await $0.drawn(samples, of: request) }
  }
}

/// What a live model told beside its replies.
final class Observations: Sendable {
  private let state = Mutex((notices: [String](), losses: [LostCall]()))

  var notices: [String] { state.withLock { $0.notices } }
  var losses: [LostCall] { state.withLock { $0.losses } }
  func add(notice: String) { state.withLock { $0.notices.append(notice) } }
  func add(loss: LostCall) { state.withLock { $0.losses.append(loss) } }
}

/// What came of a request.
struct Drawn: Sendable {
  var replies: [Int: ModelReply] = [:]
  /// Samples that came more than once.
  var doubled: [Int] = []
  var error: (any Error)?

  /// By sample.
  var texts: [String] { replies.sorted { $0.key < $1.key }.map(\.value.text) }
  var usage: Usage { replies.values.reduce(Usage()) { $0 + $1.usage } }
  var failure: ModelServiceError? { error as? ModelServiceError }
}

extension LiveModel {
  func drawn(_ samples: Range<Int> = 0..<1, of request: ModelRequest = .short) async -> Drawn {
    var drawn = Drawn()
    do {
      for try await reply in replies(to: request, samples: samples) {
        if drawn.replies.updateValue(reply, forKey: reply.sample) != nil {
          drawn.doubled.append(reply.sample)
        }
      }
    } catch {
      drawn.error = error
    }
    return drawn
  }
}

extension ModelRequest {
  static let short = ModelRequest(
    role: .generate, problemID: "p",
    messages: [Message(.system, "You write programs."), Message(.user, "Square a number.")], maxTokens: 64,
    seed: 1000)
}

extension SamplingOptions {
  static var streamed: SamplingOptions {
    var options = SamplingOptions()
    options.streams = true
    return options
  }
}

extension Exchange {
  /// Samples that the request asks for.
  var choices: Int { json["n"] as? Int ?? 1 }
  var seed: Int? { json["seed"] as? Int }
  var streams: Bool { json["stream"] as? Bool ?? false }
  /// Authors and texts of the messages, with the text of parts joined.
  var messages: [[String]] {
    (json["messages"] as? [[String: Any]] ?? []).map { message in
      let parts = (message["content"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
      return [message["role"] as? String ?? "", message["content"] as? String ?? parts.joined()]
    }
  }
}

extension [Exchange] {
  /// Seconds between the arrivals.
  var gaps: [Double] { zip(dropFirst(), self).map { ($0.arrival - $1.arrival) / .seconds(1) } }
}
