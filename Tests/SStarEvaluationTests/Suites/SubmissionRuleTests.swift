import Testing

@testable import SStarEvaluation

@Suite("What folders promise")
struct SubmissionRuleTests {
  /// Each letter is a test's verdict: A, W, T or R.
  static func results(_ letters: String) -> [(test: String, verdict: ContestVerdict)] {
    let verdicts: [Character: ContestVerdict] = [
      "A": .accepted, "W": .wrongAnswer, "T": .timeLimitExceeded, "R": .runTimeError, "C": .compileError,
    ]
    return letters.enumerated().compactMap { index, letter in
      verdicts[letter].map { ("secret/\(index + 1)", $0) }
    }
  }

  private func keeps(_ letters: String, _ folder: String, _ format: PackageFormat) throws -> Bool {
    let rule = try #require(SubmissionRule.ofFolder(folder, format))
    return rule.breach(by: Self.results(letters)) == nil
  }

  @Test(
    "In 2023-07 a folder permits its own verdict and accepted, and requires its own",
    arguments: [
      ("accepted", "AAA", true), ("accepted", "AAW", false), ("wrong_answer", "AWA", true),
      ("wrong_answer", "AAA", false), ("wrong_answer", "WAT", false), ("time_limit_exceeded", "ATT", true),
      ("time_limit_exceeded", "WAT", false), ("run_time_error", "ARA", true),
      ("run_time_error", "TRA", false),
      ("rejected", "ATA", true), ("rejected", "WTR", true), ("rejected", "AAA", false),
      ("brute_force", "ATR", true), ("brute_force", "AWT", false), ("brute_force", "AAA", false),
      ("wrong_answer", "CCC", false), ("rejected", "CCC", false), ("compile_error", "CCC", true),
    ])
  func version2023(_ folder: String, _ letters: String, _ isKept: Bool) throws {
    #expect(try keeps(letters, folder, .version2023) == isKept)
  }

  @Test(
    "In the older format the first failure decides, else the words of the format",
    arguments: [
      ("wrong_answer", "AWT", true), ("wrong_answer", "ATW", false), ("wrong_answer", "AAA", false),
      ("time_limit_exceeded", "TAR", true), ("time_limit_exceeded", "WAT", true),
      ("time_limit_exceeded", "WAR", false), ("time_limit_exceeded", "WWA", false),
      ("run_time_error", "WTR", true), ("run_time_error", "WTA", false), ("accepted", "AAT", false),
    ])
  func legacy(_ folder: String, _ letters: String, _ isKept: Bool) throws {
    #expect(try keeps(letters, folder, .legacy) == isKept)
  }

  @Test(
    "Folders with other names promise nothing by themselves", arguments: ["mixed", "partially_accepted", ""])
  func unknownFolder(_ folder: String) {
    #expect(SubmissionRule.ofFolder(folder, .legacy) == nil)
    #expect(SubmissionRule.ofFolder(folder, .version2023) == nil)
  }

  @Test("A breach names the folder, the verdict and the test")
  func breachText() throws {
    let rule = try #require(SubmissionRule.ofFolder("accepted", .legacy))
    #expect(rule.breach(by: Self.results("AT")) == "accepted does not permit time_limit_exceeded (secret/2)")
    let wrong = try #require(SubmissionRule.ofFolder("brute_force", .version2023))
    #expect(
      wrong.breach(by: Self.results("AA"))
        == "brute_force requires time_limit_exceeded or run_time_error on some test")
  }

  @Test("Once a rule is settled, no further test changes its outcome")
  func settled() throws {
    let letters: [Character] = ["A", "W", "T", "R", "C"]
    let folders = [
      "accepted", "wrong_answer", "time_limit_exceeded", "run_time_error", "rejected", "brute_force",
    ]
    let words = letters.flatMap { a in letters.flatMap { b in letters.map { c in [a, b, c] } } }
    for format in [PackageFormat.legacy, .version2023] {
      for rule in folders.compactMap({ SubmissionRule.ofFolder($0, format) }) {
        for word in words {
          for length in 1...3 where rule.isSettled(by: Self.results(String(word.prefix(length)))) {
            let early = rule.breach(by: Self.results(String(word.prefix(length)))) == nil
            let late = rule.breach(by: Self.results(String(word))) == nil
            #expect(early == late, "\(rule.source) \(format) \(String(word)) after \(length)")
          }
        }
      }
    }
  }
}
