import Foundation
import Testing

@testable import SStar

@Suite struct MutationTests {
  private static func inputs(
    _ examples: [String], statement: String = "", function: Bool = false, batches: Int = 12, seed: UInt64 = 1
  ) async throws -> [String] {
    let problem = Problem(
      id: "p", title: "P", statement: statement,
      kind: function ? .function(FunctionSignature(entryPoint: "f", signature: "def f(x):")) : .standardIO,
      publicTests: examples.enumerated().map {
        TestCase(name: "\($0)", input: Data($1.utf8), expectedOutput: Data())
      })
    let source = MutatedInputs(problem: problem, seed: seed)
    var inputs: [String] = []
    for batch in 0..<batches {
      inputs += try await source.inputs(batch: batch, count: 8).map { String(decoding: $0, as: UTF8.self) }
    }
    return inputs
  }

  private static func lines(_ input: String) -> [[String]] {
    input.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0.split(separator: " ").map(String.init) }
  }

  @Test func aCountStaysInSyncWithTheListOnTheNextLine() async throws {
    let inputs = try await Self.inputs(["5\n3 1 4 1 5\n", "3\n2 7 1\n"])
    for input in inputs {
      let lines = Self.lines(input)
      #expect(lines.count == 2)
      #expect(lines.first == ["\(lines.last?.count ?? -1)"], "\(input)")
    }
    #expect(Set(inputs.map { Self.lines($0)[0] }).count > 2, "lengths vary")
  }

  @Test func aCountStaysInSyncWithTheRowsBelow() async throws {
    let inputs = try await Self.inputs(["3\n1 2\n3 4\n5 6\n"])
    for input in inputs {
      let lines = Self.lines(input)
      #expect(lines.first == ["\(lines.count - 1)"], "\(input)")
    }
  }

  @Test func aTestCountStaysInSyncWithTestsOfTwoLines() async throws {
    let inputs = try await Self.inputs(["3\n7 11\nabca\n8 12\nxyz\n9 13\nbcd\n"])
    for input in inputs {
      let lines = Self.lines(input)
      #expect(lines.first == ["\((lines.count - 1) / 2)"], "\(input)")
    }
  }

  @Test func aLengthStaysInSyncWithTheWord() async throws {
    let inputs = try await Self.inputs(["5\nabcab\n"])
    for input in inputs {
      let lines = Self.lines(input)
      #expect(lines.first == ["\(lines.last?.first?.count ?? -1)"], "\(input)")
    }
  }

  @Test func numbersStayWithinTheStatementsBounds() async throws {
    let inputs = try await Self.inputs(["17 4\n"], statement: "Two numbers, 1 ≤ a, b ≤ 10^6.", batches: 40)
    let values = inputs.flatMap { Self.lines($0).flatMap { $0 } }.compactMap { Int($0) }
    #expect(values.allSatisfy { 1...1_000_000 ~= $0 })
    #expect(values.contains(1_000_000))
    #expect(values.contains(1))
  }

  @Test func withoutBoundsLargeAndSpecialNumbersAreTried() async throws {
    let inputs = try await Self.inputs(["17\n"], batches: 60)
    let values = Set(inputs.compactMap { Int($0.dropLast()) })
    #expect(values.isSuperset(of: [0, 1, 1 << 31, (1 << 53) + 1]))
    #expect(values.allSatisfy { $0 >= 0 }, "no sign appears that the examples do not have")
  }

  @Test func extremeNumbersDoNotTrap() async throws {
    let inputs = try await Self.inputs(["-9223372036854775808 9223372036854775807\n"], batches: 60)
    #expect(!inputs.isEmpty)
  }

  @Test func theSameSeedMakesTheSameInputs() async throws {
    let first = try await Self.inputs(["5\n3 1 4 1 5\n"], seed: 3)
    #expect(try await Self.inputs(["5\n3 1 4 1 5\n"], seed: 3) == first)
    #expect(try await Self.inputs(["5\n3 1 4 1 5\n"], seed: 4) != first)
  }

  @Test func windowsLineEndsAreLineEnds() async throws {
    for input in try await Self.inputs(["2\r\n3 1\r\n"]) {
      let lines = Self.lines(input)
      #expect(lines.first == ["\(lines.last?.count ?? -1)"], "\(input)")
    }
  }

  @Test func argumentsKeepTheirTypes() async throws {
    let inputs = try await Self.inputs(["[1,2,3]\n\"abc\"\ntrue\n0.5\n"], function: true)
    #expect(!inputs.isEmpty)
    for input in inputs {
      let values = input.split(separator: "\n").compactMap {
        try? JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed)
      }
      try #require(values.count == 4, "\(input)")
      #expect(values[0] is [Any])
      #expect(values[1] is String)
      #expect(["true", "false"].contains(input.split(separator: "\n")[2]), "\(input)")
      #expect(values[3] is NSNumber)
    }
    #expect(Set(inputs).count > 20)
  }

  @Test(arguments: [
    ("1 ≤ n ≤ 10^5", [1, 100_000]), ("$1 \\le n \\le 2 \\cdot 10^5$", [1, 200_000]),
    ("-10^9 <= a_i <= 10^9", [-1_000_000_000, 1_000_000_000]), ("at most 1,000 words", [1000]),
    ("There are 7 cats.", []),
  ]) func readsBoundsInAStatement(_ statement: String, _ bounds: [Int]) {
    #expect(StatementNumbers(statement).bounds == bounds)
  }
}

@Suite struct ShapeInferenceTests {
  private static func shape(_ examples: String...) -> InputShape? {
    ShapeInference.shape(of: examples.map { Data($0.utf8) })
  }

  @Test func aCountAndItsList() {
    let shape = Self.shape("3\n4 9 7\n", "5\n1 1 8 2 9\n")
    #expect(
      shape?.parts == [
        .fields([InputShape.Field(kind: .integer, variable: 1)]),
        .list(InputShape.Count(variable: 1), .integer, .any),
      ])
  }

  @Test func testsWithALengthEach() throws {
    let shape = try #require(Self.shape("2\n3\n4 9 7\n1\n5\n", "1\n2\n8 8\n"))
    guard case .rows(let count, let parts) = shape.parts.last else {
      Issue.record("no rows: \(shape)")
      return
    }
    #expect(count == InputShape.Count(variable: 1))
    #expect(parts.count == 2)
    #expect(shape.parse(Data("3\n1\n5\n1\n5\n4\n1 2 3 4\n".utf8)) != nil)
    #expect(shape.parse(Data("3\n1\n5\n1\n5\n4\n1 2 3\n".utf8)) == nil)
  }

  @Test func aTreeHasOneEdgeLessThanNodes() throws {
    let shape = try #require(Self.shape("4\n1 2\n2 3\n3 4\n", "3\n1 2\n1 3\n", "1\n"))
    guard case .rows(let count, _) = shape.parts.last else {
      Issue.record("no rows: \(shape)")
      return
    }
    #expect(count.offset == -1)
  }

  @Test func twoListsOfTheirOwnLengths() throws {
    let shape = try #require(Self.shape("3 2\n2 2 2\n1 1\n", "3 1\n1 2 3\n4\n"))
    #expect(shape.parse(Data("1 4\n9\n1 2 3 4\n".utf8)) != nil)
    #expect(shape.parse(Data("1 4\n9\n1 2 3\n".utf8)) == nil)
  }

  @Test func aGridOfLetters() throws {
    let shape = try #require(Self.shape("2 3\n.#.\n...\n", "3 4\n....\n.##.\n#..#\n"))
    #expect(shape.parse(Data("1 2\n##\n".utf8)) != nil)
    #expect(shape.parse(Data("1 2\n###\n".utf8)) == nil)
  }

  @Test func aBinaryStringOfAnnouncedLength() throws {
    let shape = try #require(Self.shape("5\n01011\n11001\n", "6\n011000\n010011\n"))
    #expect(shape.parse(Data("3\n010\n111\n".utf8)) != nil)
    #expect(shape.parse(Data("3\n01\n111\n".utf8)) == nil)
  }

  @Test func permutationsStayPermutations() throws {
    let shape = try #require(Self.shape("4\n2 4 1 3\n", "3\n3 1 2\n"))
    guard case .list(_, _, .permutation) = shape.parts.last else {
      Issue.record("no permutation: \(shape)")
      return
    }
    let mutation = ShapeMutation(shape: shape, numbers: InterestingNumbers(statement: ""))
    var random = SeededGenerator(seed: 1)
    for _ in 0..<60 {
      guard let input = mutation.mutated(Data("4\n2 4 1 3\n".utf8), changes: 2, using: &random) else {
        continue
      }
      let lines = String(decoding: input, as: UTF8.self).split(separator: "\n")
      let list = (lines.count > 1 ? lines[1] : "").split(separator: " ").compactMap { Int($0) }
      #expect(list.sorted() == Array(1..<(list.count + 1)))
      #expect(lines[0] == "\(list.count)")
    }
  }

  @Test func theEndsOfEdgesAreNodes() throws {
    let examples = ["4 3\n1 2\n2 4\n3 1\n", "5 2\n5 1\n4 2\n"].map { Data($0.utf8) }
    let statement = "n nodes and m edges; 1 ≤ n, m ≤ 10^5, 1 ≤ u, v ≤ n"
    let shape = try #require(ShapeInference.shape(of: examples, statement: statement))
    let mutation = ShapeMutation(shape: shape, numbers: InterestingNumbers(statement: statement))
    var random = SeededGenerator(seed: 1)
    for _ in 0..<60 {
      guard let input = mutation.mutated(examples[0], changes: 3, using: &random) else { continue }
      let lines = String(decoding: input, as: UTF8.self).split(separator: "\n")
        .map { $0.split(separator: " ").compactMap { Int($0) } }
      #expect(lines[0][1] == lines.count - 1)
      #expect(lines.dropFirst().joined().allSatisfy { 1...lines[0][0] ~= $0 }, "\(lines)")
    }
  }

  @Test func testsOfTwoLinesAreOneKindOfRow() throws {
    let shape = try #require(Self.shape("4\n5\n231\n7\n2323\n6\n333\n24\n133321333\n"))
    guard case .rows(_, let parts) = shape.parts.last else {
      Issue.record("no rows: \(shape)")
      return
    }
    #expect(parts.count == 2)
  }

  @Test func examplesWithoutCommonStructureHaveNone() {
    let many = (0..<30).map { String(repeating: "x ", count: $0 % 7 + 1) + "\n" }.joined()
    #expect(Self.shape(many, "1 2\n") == nil)
  }
}
