import Foundation
import SStar
import Testing

@testable import SStarModels
@testable import TestServers

@Suite(
  "live models and the rig's quirks", .tags(.slow), .timeLimit(.minutes(10)),
  .enabled(if: Rig.isAvailable, Comment(rawValue: Rig.missing)))
struct RigQuirkTests {
  private static let fast: Rig.Settings = ["ttft": 0.001, "tpot": 0.000_001, "chunk_tokens": 20]

  private static let quirks: [(name: String, settings: Rig.Settings)] = [
    ("n ignored", ["n_mode": "ignore"]), ("n refused", ["n_mode": "reject"]), ("3 slots", ["n_mode": 3]),
    ("max_completion_tokens only", ["tokens_field": "max_completion_tokens"]),
    ("fixed temperature", ["temperature_mode": "fixed"]), ("no system role", ["system_mode": "reject"]),
    ("errors as FastAPI's", ["system_mode": "reject", "error_style": "fastapi"]),
    ("errors as vLLM's", ["n_mode": "reject", "error_style": "vllm"]),
    ("errors as text", ["n_mode": "reject", "error_style": "text"]),
    ("reasoning_content", ["reasoning_style": "reasoning_content", "reasoning_tokens": 50]),
    ("reasoning", ["reasoning_style": "reasoning", "reasoning_tokens": 50]),
    ("no usage", ["usage": false]), ("usage beside choices", ["stream_usage": "always"]),
    ("stream ignored", ["ignore_stream": true]), ("blank lines", ["blank_every_s": 0.01, "ttft": 0.05]),
    ("comments, CRLF, split bytes", ["sse_comments": true, "sse_crlf": true, "chunk_bytes": 3]),
    ("connections closed", ["close_every": 1]),
  ]

  private func texts(_ rig: Rig, streams: Bool, model: String = "openai/x") async throws -> [String] {
    var request = ModelRequest.short
    request.messages[1].text = "Write a program for problem RIG-01-0003."
    request.maxTokens = 4096
    var trial = LiveTrial(model: model, environment: ["ANTHROPIC_API_KEY": "k"])
    trial.options.streams = streams
    let drawn = try await trial.run(rig.url + "/v1") { [request] in await $0.drawn(0..<6, of: request) }
    #expect(drawn.error == nil)
    return drawn.texts
  }

  @Test("each quirk brings the samples that a server without quirks brings", arguments: [false, true])
  func openAI(streams: Bool) async throws {
    let rig = try await Rig.start(Self.fast)
    let plain = try await texts(rig, streams: streams)
    #expect(Set(plain).count > 1)
    // The rig draws by what it is asked: what some quirks change in a request changes its answers.
    let changing = ["fixed temperature", "no system role", "errors as FastAPI's"]
    for (name, settings) in Self.quirks {
      try await rig.reset(Self.fast.merging(settings) { $1 })
      let drawn = try await texts(rig, streams: streams)
      #expect(drawn.count == 6)
      #expect(drawn == plain || changing.contains(name), "\(name)")
    }
  }

  @Test("Anthropic's interface brings text without thoughts", arguments: [false, true])
  func anthropic(streams: Bool) async throws {
    let rig = try await Rig.start(Self.fast)
    let plain = try await texts(rig, streams: streams, model: "anthropic/x")
    #expect(plain.count == 6 && plain.allSatisfy { $0.contains("```python") })
    try await rig.reset(
      Self.fast.merging(["reasoning_style": "reasoning", "reasoning_tokens": 50, "chunk_bytes": 5]) { $1 })
    #expect(try await texts(rig, streams: streams, model: "anthropic/x") == plain)
  }
}
