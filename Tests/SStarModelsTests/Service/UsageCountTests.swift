import Foundation
import SStar
import Testing

@testable import SStarModels

@Suite struct UsageCountTests {
  private static let impossibleCounts = [
    "9223372036854775807", "1e300", "-1", "1000000001", "-9223372036854775808",
  ]

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

  @Test("a count that no call can have is as good as none", arguments: impossibleCounts)
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

  private func corrected(_ completion: Completion) -> Completion {
    let request = ModelRequest(
      role: .generate, problemID: "p", messages: [Message(.user, String(repeating: "word", count: 30))],
      maxTokens: 500, seed: 1)
    return CallMeter(price: nil, options: SamplingOptions())
      .corrected(completion, CompletionCall(request: request, samples: 0..<1))
  }

  private func completion(
    _ text: String, _ finish: ModelReply.Finish = .stop, thoughtBytes: Int = 0, tokens: Completion.Tokens?
  ) -> Completion {
    Completion(
      choices: [0: .init(text: text, finish: finish, thoughtBytes: thoughtBytes)], tokens: tokens)
  }

  @Test("zero is no count of a prompt, nor of a text")
  func zeros() {
    let text = String(repeating: "word", count: 10)
    let nothing = corrected(completion(text, tokens: .init(input: 0, output: 0)))
    #expect(nothing.tokens == .init(input: 30, output: 10))
    #expect(nothing.isEstimated)
    let noOutput = corrected(completion(text, tokens: .init(input: 25, output: 0)))
    #expect(noOutput.tokens == .init(input: 25, output: 10))
    #expect(noOutput.isEstimated)
    let empty = corrected(completion("", tokens: .init(input: 25, output: 0)))
    #expect(empty.tokens == .init(input: 25, output: 0))
    #expect(!empty.isEstimated)
    #expect(!corrected(completion(text, tokens: .init(input: 25, output: 3))).isEstimated)
  }

  @Test("thoughts count in an estimate, and a reply that ran into the limit used all of it")
  func thoughts() {
    #expect(corrected(completion("text", thoughtBytes: 400, tokens: nil)).tokens?.output == 101)
    #expect(corrected(completion("", thoughtBytes: 400, tokens: .init(input: 25))).tokens?.output == 100)
    #expect(corrected(completion("", .length, tokens: nil)).tokens?.output == 500)
    #expect(corrected(completion("", .length, tokens: .init(input: 25))).tokens?.output == 500)
  }

  @Test(
    "thoughts are found in each of their fields",
    arguments: [
      #""reasoning":"four","reasoning_content":"four""#, #""reasoning_content":"four""#,
      #""thinking":"four""#,
    ])
  func thoughtFields(fields: String) throws {
    let whole = #"{"choices":[{"message":{\#(fields),"content":"x"},"finish_reason":"stop"}]}"#
    let completion = try ChatCompletions().completion(from: #require(JSON(Data(whole.utf8))), count: 1)
    #expect(completion.choices[0]?.thoughtBytes == 4)
    var reader = ChatCompletions().streamReader(count: 1)
    try reader.read(ServerSentEvent(data: #"{"choices":[{"delta":{\#(fields)}}]}"#))
    try reader.read(ServerSentEvent(data: #"{"choices":[{"delta":{\#(fields)},"finish_reason":"length"}]}"#))
    try reader.read(ServerSentEvent(data: "[DONE]"))
    #expect(try reader.completion().choices[0]?.thoughtBytes == 8)
    let blocks = #"{"content":[{"type":"thinking","thinking":"four"}],"stop_reason":"max_tokens"}"#
    let message = try AnthropicMessages().completion(from: #require(JSON(Data(blocks.utf8))), count: 1)
    #expect(message.choices[0]?.thoughtBytes == 4)
  }
}
