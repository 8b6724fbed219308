import Foundation
import SStarModels
import Testing

@testable import SStar

@Suite struct BruteForceTests {
  /// More wrong programs than right ones, though not many more.
  private static let drafts = ["caps at 100", "caps at 100", "caps at 100", "right", "right too"]

  @Test("Alone, the larger cluster wins")
  func withoutVote() async throws {
    #expect(try await EchoSolve(drafts: Self.drafts).solve().chosenName == "caps at 100")
  }

  @Test("A minority that agrees with a validated brute force wins over a larger wrong cluster")
  func minorityWins() async throws {
    let solve = EchoSolve(drafts: Self.drafts, bruteForce: "brute force")
    let solution = try await solve.solve()
    #expect(solution.chosenName == "right")
    #expect(solution.selection.reason == .posterior)
    #expect(solve.callCount(.writeBruteForce) == 1)
    #expect(solution.warnings.isEmpty)
  }

  @Test("A brute force that fails a public test has no vote, and the user is told")
  func failsPublicTest() async throws {
    let solve = EchoSolve(drafts: Self.drafts, bruteForce: "brute force wrong on 7")
    let solution = try await solve.solve()
    #expect(solution.chosenName == "caps at 100")
    #expect(solution.warnings.contains { $0.contains("write_brute_force") && $0.contains("public test 2") })
  }

  @Test("Time-outs of the brute force are no vote against anybody")
  func timeouts() async throws {
    let plain = try await EchoSolve(drafts: Self.drafts).solve()
    let solve = EchoSolve(drafts: Self.drafts, bruteForce: "brute force for 5 and 7")
    let solution = try await solve.solve()
    #expect(solution.selection.clusters == plain.selection.clusters)
  }

  @Test("A model that fails is only a warning")
  func modelFailure() async throws {
    let solve = EchoSolve(drafts: Self.drafts, bruteForce: "")
    let solution = try await solve.solve()
    #expect(solution.chosenName == "caps at 100")
    #expect(solve.callCount(.writeBruteForce) == 1)
    #expect(solution.warnings.contains { $0.hasPrefix("write_brute_force: ") })
  }

  @Test("It is not asked for when the posterior is sure, nor when nothing is contested")
  func budget() async throws {
    for drafts in [Array(repeating: "right", count: 12) + ["caps at 100"], ["right", "right too"]] {
      let solve = EchoSolve(drafts: drafts, bruteForce: "brute force")
      _ = try await solve.solve()
      #expect(solve.callCount(.writeBruteForce) == 0)
    }
  }

  @Test("A vote that makes the posterior sure saves the judge")
  func savesTheJudge() async throws {
    let solve = EchoSolve(
      drafts: ["right", "right too", "right", "caps at 100", "caps at 100"], judge: { _ in "ANSWER: 1" },
      bruteForce: "brute force")
    let solution = try await solve.solve()
    #expect(solution.chosenName == "right")
    #expect(solve.callCount(.judge) == 0)
  }

  @Test("The request tells of the statement, and of no candidate")
  func request() {
    let text = WriteBruteForcePrompt.messages(for: EchoProblem.problem).map(\.text).joined()
    #expect(text.contains(EchoProblem.problem.statement) && text.contains("standard input"))
    #expect(!text.contains("# right"))
  }

  @Test("One input of agreement makes odds of the mean reliability, further ones add less each")
  func likelihoodRatio() {
    func odds(_ inputs: Int) -> Double {
      let posterior = BruteForceVote(inputs: inputs, agreements: [inputs, 0]).posterior([0.4, 0.4])
      #expect(abs(posterior[0] + posterior[1] - 0.8) < 1e-12)
      return posterior[0] / posterior[1]
    }
    #expect(abs(odds(1) - 0.88 / 0.12) < 1e-9)
    #expect(abs(odds(2) - 0.88 * 1.88 / (0.12 * 1.12)) < 1e-9)
    #expect((34...36).contains(odds(8)))
  }

  @Test("No input, or the same agreement everywhere, changes nothing")
  func noInformation() {
    #expect(BruteForceVote(inputs: 0, agreements: [0, 0]).posterior([0.7, 0.2]) == [0.7, 0.2])
    let same = BruteForceVote(inputs: 5, agreements: [3, 3]).posterior([0.7, 0.2])
    #expect(zip(same, [0.7, 0.2]).allSatisfy { abs($0 - $1) < 1e-12 })
  }
}
