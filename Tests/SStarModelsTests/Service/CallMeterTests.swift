import SStar
import Testing

@testable import SStarModels

@Suite struct CallMeterTests {
  @Test("the worst case of a prompt is a token a byte, and that of the answers the limit of each")
  func worst() {
    let request = ModelRequest(
      role: .generate, problemID: "p", messages: [Message(.user, String(repeating: "é", count: 500))],
      maxTokens: 70, seed: 1)
    let meter = CallMeter(price: Price(input: 1, output: 1), options: SamplingOptions())
    let worst = meter.amount(meter.worstTokens(CompletionCall(request: request, samples: 0..<3)))
    #expect(worst.tokens >= 1000 + 3 * 70)
    #expect(worst.usd >= (1000 + 3 * 70) / 1e6)
  }
}
