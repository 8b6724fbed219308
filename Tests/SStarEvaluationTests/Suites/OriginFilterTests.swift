import SStar
import Testing

@testable import SStarEvaluation

@Suite struct OriginFilterTests {
  private static func origin(_ date: String?, _ difficulty: String? = nil) -> ProblemOrigin {
    var origin = ProblemOrigin(format: "livecodebench", id: "1")
    origin.date = date
    origin.difficulty = difficulty
    return origin
  }

  @Test(
    "both bounds are included, and a month or a year stands for all of its days",
    arguments: [
      ("2024-08-15", "2024-08", "2024-08", true), ("2024-08-15", "2024-08-15", "2024-08-15", true),
      ("2024-08-15", "2024-08-16", nil, false), ("2024-08-15", nil, "2024-08-14", false),
      ("2024-12-31", "2024", "2024", true), ("2025-01-01", nil, "2024", false),
      ("2024-09-01", "2024-10", nil, false), (nil, "2024", nil, false),
    ] as [(String?, String?, String?, Bool)])
  func days(date: String?, since: String?, until: String?, isTaken: Bool) {
    #expect(OriginFilter(since: since, until: until).admits(Self.origin(date)) == isTaken)
  }

  @Test("a difficulty is meant in any case; a problem that does not tell is not taken")
  func difficulty() {
    let filter = OriginFilter(difficulties: ["Hard", "medium"])
    #expect(filter.admits(Self.origin(nil, "hard")))
    #expect(filter.admits(Self.origin(nil, "Medium")))
    #expect(!filter.admits(Self.origin(nil, "easy")))
    #expect(!filter.admits(Self.origin(nil)))
    #expect(!filter.admits(nil))
    #expect(OriginFilter().admits(nil))
  }

  @Test(
    "what is no day is no bound",
    arguments: ["", "24", "2024-13", "2024-1", "2024-08-32", "2024-08-1x", "yesterday"])
  func noDay(text: String) {
    #expect(!OriginFilter.isDay(text))
  }
}
