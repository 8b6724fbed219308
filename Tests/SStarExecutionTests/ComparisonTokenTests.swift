import Foundation
import SStar
import Testing

@testable import SStarExecution

@Suite struct ComparisonTokenTests {
  private func compare(
    _ output: String, _ expected: String, _ rules: TokenComparison = TokenComparison()
  ) -> ComparisonOutcome {
    OutputComparer.compare(
      output: Data(output.utf8), expected: Data(expected.utf8), using: .tokens(rules))
  }

  @Test(arguments: [
    ("1 2 3\n", "1 2 3\n"), ("1 2 3", "1\n2\n\n3\n"), ("\t1\u{B}2\u{C}3\r\n", "1 2 3"), ("", ""),
    (" \n", ""), ("YES", "yes"), ("Ab", "aB"),
  ])
  func whiteSpaceAndCaseAreIgnoredByDefault(output: String, expected: String) {
    #expect(compare(output, expected).accepted)
  }

  @Test(arguments: [
    ("1 2", "1 2 3"), ("1 2 3 4", "1 2 3"), ("12", "1 2"), ("", "1"), ("1", ""), ("1.0", "1"),
    ("Ä", "ä"), ("01", "1"), ("@", "`"),
  ])
  func differentTokensAreRejected(output: String, expected: String) {
    let result = compare(output, expected)
    #expect(!result.accepted)
    #expect(!result.message.isEmpty)
  }

  @Test func caseMattersWhenAskedFor() {
    let rules = TokenComparison(caseSensitive: true)
    #expect(!compare("YES", "yes", rules).accepted)
    #expect(compare("yes\n", "yes", rules).accepted)
  }

  @Test(arguments: [
    ("1 2\n", "1 2\n", true), ("1  2\n", "1 2\n", false), ("1 2", "1 2\n", false),
    ("1 2\n\n", "1 2\n", false),
    (" 1 2\n", "1 2\n", false), ("1\t2\n", "1 2\n", false), ("1 2\r\n", "1 2\n", false), ("", "\n", false),
    ("", "", true),
  ])
  func whiteSpaceMattersWhenAskedFor(output: String, expected: String, accepted: Bool) {
    let rules = TokenComparison(spaceChangeSensitive: true)
    #expect(compare(output, expected, rules).accepted == accepted)
  }

  @Test func nulIsAnOrdinaryByte() {
    #expect(!compare("1\0", "1").accepted)
    #expect(!compare("1\0a", "1\0b").accepted)
    #expect(compare("1\0a", "1\0A").accepted)
    #expect(!compare("1\0", "1", TokenComparison(absoluteTolerance: 1, relativeTolerance: 1)).accepted)
  }

  @Test func bytesThatAreNoTextAreCompared() {
    let first = Data([0xFF, 0xFE, 0x0A])
    #expect(OutputComparer.compare(output: first, expected: first, using: .default).accepted)
    #expect(!OutputComparer.compare(output: Data([0xFF]), expected: Data([0xFE]), using: .default).accepted)
  }

  @Test func theMessageNamesTheFirstDifferenceWithItsLine() {
    let message = compare("1\n2 4\n9", "1\n2 3\n8").message
    #expect(message.contains("line 2"))
    #expect(message.contains("“4”"))
    #expect(message.contains("“3”"))
    #expect(!message.contains("9"))
  }

  @Test func theMessageShowsNoControlCharactersAndClipsLongTokens() {
    let message = compare("\u{1B}[2J\u{202E}" + String(repeating: "x", count: 10_000), "1").message
    #expect(!message.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    #expect(message.contains("\\u{1b}[2J"))
    #expect(message.count < 200)
  }

  @Test func outputsOfManyMegabytesAreCompared() {
    var output = Data()
    while output.count < 2 << 20 { output.append(contentsOf: "0.1234567 abc\n".utf8) }
    let rules = TokenComparison(absoluteTolerance: 1e-6, relativeTolerance: 1e-6)
    #expect(OutputComparer.compare(output: output, expected: output, using: .tokens(rules)).accepted)
    #expect(
      !OutputComparer.compare(output: output + Data("x".utf8), expected: output, using: .default).accepted)
  }
}
