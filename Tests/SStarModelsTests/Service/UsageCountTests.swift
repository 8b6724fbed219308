import Foundation
import SStar
import Testing

@testable import SStarModels

@Suite struct UsageCountTests {
  private static let impossible = ["9223372036854775807", "1e300", "-1", "1000000001", "-9223372036854775808"]

  private func chat(_ input: String, _ output: String) throws -> Completion {
    let body = #"""
      {"choices":[{"index":0,"message":{"content":"x"},"finish_reason":"stop"}],
       "usage":{"prompt_tokens":\#(input),"completion_tokens":\#(output)}}
      """#
    return try ChatCompletions().completion(from: #require(JSON(Data(body.utf8))), count: 1)
  }

  private func messages(_ usage: String) throws -> Completion {
    let body = #"{"content":[{"type":"text","text":"x"}],"stop_reason":"end_turn","usage":{\#(usage)}}"#
    return try AnthropicMessages().completion(from: #require(JSON(Data(body.utf8))), count: 1)
  }

  @Test("a count that no call can have is as good as none", arguments: impossible)
  func impossible(count: String) throws {
    #expect(try chat(count, "1").tokens == nil)
    #expect(try chat("1", count).tokens == nil)
    #expect(try chat("1", "2").tokens == .init(input: 1, output: 2))
    #expect(try messages(#""input_tokens":\#(count),"output_tokens":1"#).tokens == nil)
    #expect(try messages(#""input_tokens":1,"output_tokens":\#(count)"#).tokens == nil)
    #expect(
      try messages(#""input_tokens":1,"cache_read_input_tokens":\#(count),"output_tokens":1"#).tokens == nil)
  }

  @Test("counts of a stream that are repeated without end stay countable")
  func endless() throws {
    var reader = ChatCompletions().streamReader(count: 2)
    for _ in 0..<20 {
      try reader.read(
        ServerSentEvent(
          data: #"{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":999999999}}"#))
    }
    for index in 0..<2 {
      let choice = #"{"index":\#(index),"delta":{"content":"x"},"finish_reason":"stop"}"#
      try reader.read(ServerSentEvent(data: #"{"choices":[\#(choice)]}"#))
    }
    try reader.read(ServerSentEvent(data: "[DONE]"))
    #expect(try reader.completion().tokens?.output == Completion.Tokens.most)
  }

  @Test("sums of what records say end at the largest number")
  func sums() async throws {
    let most = Usage(calls: .max, inputTokens: .max, outputTokens: .max, usd: 1e300)
    #expect((most + most).calls == .max)
    #expect((most + most).tokens == .max)
    let budget = Budget(usd: 1, tokens: 100)
    await budget.add(tokens: .max, usd: 1e300)
    await budget.add(tokens: .max, usd: 1e300)
    let error = await #expect(throws: BudgetReached.self) {
      try await budget.reserve(Budget.Amount(tokens: .max, usd: 1e300))
    }
    #expect(error?.description.contains("9223372036854775807 of 100 tokens") == true)
  }
}
