import SStar
import Testing

@testable import SStarModels

@Suite struct PriceTests {
  @Test("cached and written input tokens have prices of their own")
  func dollars() {
    let price = Price(input: 2, output: 10, cachedInput: 0.5)
    let tokens = Completion.Tokens(
      input: 1_000_000, cachedInput: 400_000, cacheWrites: 100_000, output: 10_000)
    // 1.00 for plain input, 0.20 for cached, 0.25 for written, 0.10 for output.
    let error = abs(price.usd(tokens) - 1.55)
    #expect(error < 1e-12)
  }

  @Test("a dated model has the price of its family, and the user's price goes first")
  func table() {
    let table = PriceTable(["openai/gpt-4o": Price(input: 1, output: 1)])
    #expect(table["openai/gpt-4o"]?.input == 1)
    #expect(table["openai/gpt-4o-2024-08-06"]?.input == 1)
    #expect(table["openai/gpt-4o-mini-2024-07-18"]?.input == 0.15)
    #expect(table["anthropic/claude-sonnet-4-20250514"]?.output == 15)
    #expect(table["openai/gpt-4o-realtime"] == nil)
    #expect(table["ollama/qwen2.5-coder:7b"] == nil)
  }

  @Test("what a call is reserved for is never less than what it can cost")
  func worstCase() {
    var options = SamplingOptions()
    options.maxTokens = 100
    let meter = CallMeter(price: Price(input: 1, output: 2), options: options)
    let request = ModelRequest(
      role: .generate, problemID: "p", messages: [Message(.user, String(repeating: "a b ", count: 1000))],
      seed: 0)
    let worst = meter.amount(meter.worstTokens(CompletionCall(request: request, samples: 0..<4)))
    // A token of two characters is as short as they get on average.
    #expect(worst.tokens >= 2000 + 400)
    #expect(worst.usd >= 0.0028)
  }

  @Test("a count that leaves choices out is replaced by an estimate, and said to be one")
  func incredible() {
    let meter = CallMeter(price: nil, options: SamplingOptions())
    let request = ModelRequest(role: .generate, problemID: "p", messages: [], seed: 0)
    let call = CompletionCall(request: request, samples: 0..<4)
    let choice = Completion.Choice(text: String(repeating: "x", count: 400), finish: .stop)
    var completion = Completion(choices: [0: choice, 1: choice, 2: choice, 3: choice])
    completion.tokens = .init(input: 10, output: 100)
    #expect(meter.corrected(completion, call).tokens?.output == 400)
    #expect(meter.corrected(completion, call).isEstimated)
    completion.tokens = .init(input: 10, output: 390)
    #expect(!meter.corrected(completion, call).isEstimated)
    completion.tokens = nil
    #expect(meter.corrected(completion, call).isEstimated)
  }
}
