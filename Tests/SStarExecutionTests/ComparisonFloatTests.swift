import Foundation
import SStar
import Testing

@testable import SStarExecution

@Suite struct ComparisonFloatTests {
  private func accepts(_ output: String, _ expected: String, _ rules: TokenComparison) -> Bool {
    OutputComparer.compare(output: Data(output.utf8), expected: Data(expected.utf8), using: .tokens(rules))
      .accepted
  }

  private static let both = TokenComparison(absoluteTolerance: 1e-6, relativeTolerance: 1e-6)

  @Test(arguments: [
    ("3.14000000e-2", "0.0314"), ("1", "1.0"), ("1.0000009", "1"), ("1000000.9", "1000000"), ("-0", "0"),
    ("+1.", "1"), (".5", "0.5"), ("1E0", "1"), ("0.0000009", "0"), ("1e-400", "0"),
    ("0.33333333333333333333333333333333333333333333333333", "0.333333333"),
  ])
  func numbersWithinEitherToleranceAreAccepted(output: String, expected: String) {
    #expect(accepts(output, expected, Self.both))
  }

  @Test(arguments: [
    ("1.000003", "1"), ("1000002", "1000000"), ("1x", "1"), ("1.5.2", "1.5"), ("one", "1"), ("nan", "1"),
    ("inf", "1"), ("1e400", "1"), ("0x1", "1"), ("1e", "1"), (".", "0"), ("--1", "1"), ("1,5", "1.5"),
  ])
  func otherTokensAreRejectedForANumber(output: String, expected: String) {
    #expect(!accepts(output, expected, Self.both))
  }

  @Test func wordsStayWordsWithTolerances() {
    #expect(accepts("Inf", "inf", Self.both))
    #expect(accepts("NaN", "nan", Self.both))
    #expect(!accepts("infinity", "inf", Self.both))
    #expect(!accepts("-inf", "inf", Self.both))
    #expect(!accepts("2", "inf", Self.both))
    #expect(!accepts("16", "0x10", Self.both))
    #expect(!accepts("1e401", "1e400", Self.both))
    #expect(accepts("Case #1: 2.0000001", "case #1: 2", Self.both))
    #expect(!accepts("Case #2: 2", "Case #1: 2", Self.both))
  }

  @Test func absoluteAndRelativeToleranceCanBeGivenAlone() {
    let absolute = TokenComparison(absoluteTolerance: 0.5)
    #expect(accepts("1000.5", "1000", absolute))
    #expect(!accepts("1000.6", "1000", absolute))
    let relative = TokenComparison(relativeTolerance: 0.5)
    #expect(accepts("1500", "1000", relative))
    #expect(!accepts("0.1", "0", relative))
    #expect(accepts("0.0", "0", relative))
    // The relative error is measured by the judges' number.
    #expect(!accepts("2", "1", relative))
    #expect(accepts("1", "2", relative))
  }

  @Test func withoutTolerancesNumbersAreText() {
    #expect(!accepts("1.0", "1", TokenComparison()))
    #expect(!accepts("1e0", "1", TokenComparison()))
  }

  @Test func aToleranceOfZeroComparesValues() {
    let exact = TokenComparison(absoluteTolerance: 0, relativeTolerance: 0)
    #expect(accepts("1.0", "1", exact))
    #expect(!accepts("1.0000000000000003", "1", exact))
  }

  @Test func agreementDoesNotDependOnTheOrder() {
    let rules = OutputComparison.tokens(TokenComparison(relativeTolerance: 0.5))
    let one = Data("1".utf8)
    let two = Data("2".utf8)
    #expect(!OutputComparer.agree(one, two, using: rules))
    #expect(!OutputComparer.agree(two, one, using: rules))
    #expect(OutputComparer.agree(one, Data("1.2\n".utf8), using: rules))
    #expect(OutputComparer.agree(Data("A 1\n".utf8), Data("a  1".utf8), using: .validator))
  }
}
