import Foundation
import Testing

@testable import SStar

@Suite struct ShrinkingTests {
  private static func shrink(
    _ input: String, function: Bool = false, differs: @escaping @Sendable (String) -> Bool
  ) async throws -> (witness: Witness, runs: Int) {
    let problem = Problem(
      id: "p", title: "P", statement: "",
      kind: function ? .function(FunctionSignature(entryPoint: "f", signature: "def f(x):")) : .standardIO,
      publicTests: [])
    let executor = TableExecutor(table: [
      "winner": { _ in .prints("yes") }, "other": { .prints(differs($0) ? "no" : "yes") },
    ])
    let shrinking = WitnessShrinking(
      problem: problem, matrix: ExecutionMatrix(executor: executor, limits: Limits()), executor: executor,
      validation: .none(executor),
      shape: shape(input))
    let witness = try await shrinking.shrink(
      Data(input.utf8), winner: TableExecutor.program("winner"), other: TableExecutor.program("other"))
    return (witness, executor.log.runs.count)
  }

  /// Learned from the input alone.
  private static func shape(_ input: String) -> InputShape? {
    ShapeInference.shape(of: [Data(input.utf8)])
  }

  private static func text(_ witness: Witness) -> String { String(decoding: witness.input, as: UTF8.self) }

  @Test func dropsTheElementsThatDoNotMatterAndKeepsTheCountInSync() async throws {
    let list = (1...40).map { $0 == 23 ? "777" : "5" }.joined(separator: " ")
    let (witness, runs) = try await Self.shrink("40\n\(list)\n") { $0.contains("777") }
    #expect(Self.text(witness) == "1\n777\n")
    #expect(witness.winnerOutput == "yes")
    #expect(witness.otherOutput == "no")
    #expect(runs <= 242)
  }

  @Test func dropsRows() async throws {
    let rows = (1...12).map { "\($0) \($0 * 3)\n" }.joined()
    let (witness, _) = try await Self.shrink("12\n\(rows)") { $0.contains("\n8 24") }
    #expect(Self.text(witness).split(separator: "\n").count == 2)
    #expect(Self.text(witness).hasPrefix("1\n8 24"))
  }

  @Test func movesNumbersTowardsZero() async throws {
    let (witness, _) = try await Self.shrink("987654\n") { (Int($0.dropLast()) ?? 0) >= 100 }
    let value = Int(Self.text(witness).dropLast()) ?? 0
    #expect(100...120 ~= value)
  }

  @Test func shrinksArguments() async throws {
    let (witness, _) = try await Self.shrink("[4,8,15,16,23,42]\n\"abcdef\"\n", function: true) {
      $0.contains("16")
    }
    #expect(Self.text(witness).split(separator: "\n") == ["[16]", "\"\""])
  }

  @Test func largeInputsAreShrunkWithinBounds() async throws {
    let list = "[" + Array(repeating: "3", count: 8_000).joined(separator: ",") + "]\n"
    let (witness, runs) = try await Self.shrink(list, function: true) { $0.count > 5000 }
    #expect(witness.input.count < 12_000)
    #expect(runs <= 242)
    let numbers = Array(repeating: "3", count: 6_000).joined(separator: " ")
    let (text, _) = try await Self.shrink("6000\n\(numbers)\n") { $0.count > 5000 }
    #expect(text.input.count < 12_000)
  }

  @Test func wordsGetShorter() async throws {
    let (witness, _) = try await Self.shrink("a longer line\n") { $0.contains("e") }
    let words = Self.text(witness).split(whereSeparator: \.isWhitespace)
    #expect(words.contains("e"))
    #expect(words.allSatisfy { $0.count == 1 })
  }
}
