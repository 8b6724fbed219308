import Foundation
import SStar
import Synchronization
import Testing

@testable import SStarModels
@testable import TestServers

/// Answers with what the seeds say, and fails one try in five or more, by what the request and the number
/// of the try say: not by time or order.
final class FaultyScript: Sendable {
  private struct State {
    var tries: [String: Int] = [:]
    var served: [String: Int] = [:]
    var faults: [String: Int] = [:]
    var tokens = 0
  }
  private let state = Mutex(State())

  /// How often each body was answered whole, how often each fault was met, and what was generated.
  var served: [Int] { state.withLock { Array($0.served.values) } }
  var faults: [String: Int] { state.withLock { $0.faults } }
  var tokens: Int { state.withLock { $0.tokens } }

  static let inputTokens = 12
  static func text(seed: Int) -> String { "程序 \(seed)\n```python\nprint(\(seed))\n```" }
  static func outputTokens(seed: Int) -> Int { 5 + seed % 50 }

  func steps(_ exchange: Exchange) -> [Step] {
    let key = "\(exchange.seed ?? -1) \(exchange.choices)"
    let attempt = state.withLock { state in
      defer { state.tries[key, default: 0] += 1 }
      return state.tries[key, default: 0]
    }
    var random = SeededGenerator(seed: 1, problem: key, purpose: "burst")
    // A burst takes the first tries of a request.
    let burst = Int.random(in: 0..<40, using: &random) == 0 ? 3 : 0
    random = SeededGenerator(seed: 1, problem: key, purpose: "\(attempt)")
    let fault = attempt < burst ? "burst of 500" : Self.fault(Int.random(in: 0..<100, using: &random))
    if attempt >= 4 || fault == nil { return answer(exchange, key, nil) }
    return answer(exchange, key, fault)
  }

  private static func fault(_ percent: Int) -> String? {
    switch percent {
    case 0..<2: "429 ms"
    case 2..<4: "429 seconds"
    case 4..<6: "429 date"
    case 6..<8: "529"
    case 8..<10: "reset"
    case 10..<12: "close"
    case 12..<15: "cut"
    case 15..<18: "no end"
    case 18..<21: "abort"
    case 21..<23: "error inside"
    case 23..<26: "slow"
    case 26..<32: "split"
    default: nil
    }
  }

  private func answer(_ exchange: Exchange, _ key: String, _ fault: String?) -> [Step] {
    let seeds = (0..<exchange.choices).map { (exchange.seed ?? 0) + $0 }
    let output = seeds.reduce(0) { $0 + Self.outputTokens(seed: $1) }
    let isServed = fault == nil || fault == "slow" || fault == "split"
    let isGenerated = isServed || ["cut", "no end", "abort", "error inside"].contains(fault)
    state.withLock { state in
      if let fault { state.faults[fault, default: 0] += 1 }
      if isServed { state.served[key, default: 0] += 1 }
      if isGenerated { state.tokens += Self.inputTokens + output }
    }
    let usage = (Self.inputTokens, output)
    switch fault {
    case "429 ms": return .error(429, headers: ["retry-after-ms": "20"])
    case "429 seconds": return .error(429, headers: ["retry-after": "0.02"])
    case "429 date": return .error(429, headers: ["retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"])
    case "529": return .error(529)
    case "burst of 500": return .error(500, headers: .atOnce)
    case "reset": return [.reset]
    case "close": return [.close]
    case "cut": return whole(exchange, seeds, usage).cut(last: 12, then: .reset)
    case "no end": return whole(exchange, seeds, usage, finish: "null")
    case "abort": return whole(exchange, seeds, usage, finish: "abort")
    case "error inside":
      let error = #"{"error":{"message":"Sorry","type":"server_error","code":500}}"#
      return exchange.streams ? .sse([ChatAnswer.chunk(0, "half"), StreamEvent(error)]) : .json(error)
    case "slow": return [.pause(0.1)] + whole(exchange, seeds, usage)
    case "split":
      return exchange.streams
        ? whole(exchange, seeds, usage, splitEvery: 5) : whole(exchange, seeds, usage).inPieces(of: 5)
    default: return whole(exchange, seeds, usage)
    }
  }

  private func whole(
    _ exchange: Exchange, _ seeds: [Int], _ usage: (Int, Int), finish: String = "stop",
    splitEvery bytes: Int? = nil
  ) -> [Step] {
    guard exchange.streams else {
      return .json(
        ChatAnswer.body(
          seeds.enumerated().map { ChatAnswer.choice($0, Self.text(seed: $1), finish: finish) },
          usage: ChatAnswer.usage(usage.0, usage.1)))
    }
    let texts = seeds.enumerated().map { ChatAnswer.chunk($0, Self.text(seed: $1)) }
    let ends = seeds.indices.map { ChatAnswer.chunk($0, finish: finish) }
    return .sse(texts + ends + [ChatAnswer.usageChunk(usage.0, usage.1), .done], splitEvery: bytes)
  }
}

extension [Step] {
  /// The same bytes, sent in pieces.
  func inPieces(of bytes: Int) -> [Step] {
    flatMap { step -> [Step] in
      guard case .send(let data) = step else { return [step] }
      return stride(from: 0, to: data.count, by: bytes).map {
        .send(data.dropFirst($0).prefix(bytes))
      }
    }
  }
}

@Suite("live models in a mix of faults", .tags(.slow), .timeLimit(.minutes(10))) struct FaultMixTests {
  private func trial(samplesPerRequest: Int, streams: Bool) -> LiveTrial {
    var trial = LiveTrial()
    trial.options.streams = streams
    trial.conduct.samplesPerRequest = samplesPerRequest
    trial.conduct.concurrency = 48
    trial.conduct.retries = 6
    return trial
  }

  @Test("1,000 calls lose and double nothing", arguments: [(1, true), (8, false)])
  func nothingIsLost(samplesPerRequest: Int, streams: Bool) async throws {
    let script = FaultyScript()
    let server = try ScriptedServer { script.steps($0) }
    let count = 1000 * samplesPerRequest
    let drawn = try await trial(samplesPerRequest: samplesPerRequest, streams: streams)
      .draw(server, 0..<count)
    #expect(drawn.error == nil)
    #expect(drawn.doubled.isEmpty)
    #expect(drawn.texts == (1000..<1000 + count).map(FaultyScript.text))
    #expect(script.served.count == 1000)
    #expect(script.served.allSatisfy { $0 == 1 })
    #expect(script.faults.count == 13, "\(script.faults)")
    #expect(script.faults.values.reduce(0, +) >= 200)
    #expect(drawn.usage.calls == 1000)
    #expect(drawn.usage.inputTokens == 1000 * FaultyScript.inputTokens)
    let output = (1000..<1000 + count).reduce(0) { $0 + FaultyScript.outputTokens(seed: $1) }
    #expect(drawn.usage.outputTokens == output)
  }

  @Test("what all calls generated, failed ones included, stays within the budget", arguments: [1, 8])
  func budget(samplesPerRequest: Int) async throws {
    let script = FaultyScript()
    let server = try ScriptedServer { script.steps($0) }
    var trial = trial(samplesPerRequest: samplesPerRequest, streams: true)
    let most = 20_000 * samplesPerRequest
    trial.budget = Budget(tokens: most)
    let drawn = try await trial.draw(server, 0..<1000 * samplesPerRequest)
    #expect(drawn.error is BudgetReached)
    #expect(drawn.replies.count < 1000 * samplesPerRequest)
    let spent = await trial.budget.spentTokens
    #expect(script.tokens <= spent)
    #expect(spent <= most)
    // Little is left beside what failed calls may have cost.
    let lost = trial.seen.losses.reduce(0) { $0 + $1.tokens }
    #expect(drawn.usage.inputTokens + drawn.usage.outputTokens + lost == spent)
    #expect(spent > most - 2000)
  }
}
