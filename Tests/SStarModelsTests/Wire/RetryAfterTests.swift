import Foundation
import Testing

@testable import SStarModels

@Suite struct RetryAfterTests {
  private let now = Date(timeIntervalSince1970: 1_785_000_000)  // Saturday, 2026-07-25 17:20:00 UTC

  private func seconds(_ headers: [String: String], status: Int = 429) -> Double? {
    RetryAfter.seconds(status: status, { headers[$0] }, now: now)
  }

  @Test(
    "each form of the header is read",
    arguments: [
      (["retry-after": "5"], 5), (["retry-after": "0.25"], 0.25),
      (["retry-after-ms": "1500", "retry-after": "9"], 1.5),
      (["retry-after": "Sat, 25 Jul 2026 17:20:12 GMT"], 12),
      (["retry-after": "Sat, 25 Jul 2026 17:19:00 GMT"], 0),
      (["llm_provider-retry-after": "7"], 7), (["x-ratelimit-reset-requests": "6m0s"], 120),
      (["x-ratelimit-reset-tokens": "20ms"], 0.02), (["llm_provider-x-ratelimit-reset-requests": "7s"], 7),
      (["anthropic-ratelimit-requests-reset": "2026-07-25T17:20:30Z"], 30),
      (
        [
          "x-ratelimit-reset-requests": "90", "x-ratelimit-reset-tokens": "2",
          "x-ratelimit-remaining-requests": "4",
          "x-ratelimit-remaining-tokens": "0",
        ], 2
      ),
    ] as [([String: String], Double)])
  func forms(headers: [String: String], wanted: Double) throws {
    let found = try #require(seconds(headers))
    #expect(abs(found - wanted) < 1e-6)
  }

  @Test("limits that are not exhausted are no wait, though servers tell of them")
  func plenty() {
    #expect(
      seconds([
        "x-ratelimit-reset-requests": "2m59.56s", "x-ratelimit-remaining-requests": "14000",
        "anthropic-ratelimit-tokens-reset": "2026-07-25T17:30:00Z",
        "anthropic-ratelimit-tokens-remaining": "80000",
      ]) == nil)
  }

  @Test("headers that say nothing are no wait", arguments: ["", "soon", "-", "nan", "5 apples"])
  func nonsense(text: String) {
    #expect(seconds(["retry-after": text, "x-ratelimit-reset-requests": text]) == nil)
    #expect(seconds([:]) == nil)
  }

  @Test("a limit that is told beside another error is no wait", arguments: [500, 502, 504, 408])
  func otherErrors(status: Int) {
    let limits = ["x-ratelimit-reset-requests": "6m0s", "x-ratelimit-remaining-requests": "0"]
    #expect(seconds(limits, status: status) == nil)
    #expect(seconds(limits.merging(["retry-after": "3"]) { $1 }, status: status) == 3)
  }

  @Test("of limits that are not exhausted, the first to be full again counts")
  func shortest() {
    #expect(seconds(["x-ratelimit-reset-requests": "90", "x-ratelimit-reset-tokens": "2"]) == 2)
  }

  @Test("durations are read with every unit")
  func durations() {
    #expect(RetryAfter.duration("1h2m3.5s") == 3723.5)
    #expect(RetryAfter.duration("1d") == 86400)
    #expect(RetryAfter.duration("12") == 12)
    #expect(RetryAfter.duration("3 s") == nil)
  }
}
