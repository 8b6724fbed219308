import SStar
import SStarEvaluation
import Testing

@testable import sstar

@Suite("Consumption as text") struct UsageTextTests {
  @Test("Small amounts have more digits, and no amount is too large to be told")
  func dollars() {
    #expect(Quantity.dollars(0.0013) == "$0.0013")
    #expect(Quantity.dollars(0) == "$0.00")
    #expect(Quantity.dollars(0.1) == "$0.10")
    #expect(Quantity.dollars(12.345) == "$12.35" || Quantity.dollars(12.345) == "$12.34")
    #expect(UsageText.line(Usage(calls: 2, lostCalls: 1)) == "2 calls, 1 lost call")
    #expect(Quantity.dollars(1e300).hasPrefix("$1"))
    #expect(UsageText.line(Usage(calls: 1, inputTokens: .max, outputTokens: .max)).contains("tokens"))
  }
}
