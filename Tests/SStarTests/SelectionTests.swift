import Foundation
import Testing

@testable import SStar

@Suite struct SelectionTests {
  /// Right programs and those that cap at 100, which pass the public tests as well.
  private static func split(_ right: Int, _ wrong: Int) -> [String] {
    Array(repeating: "right", count: right) + Array(repeating: "caps at 100", count: wrong)
  }

  /// A judge that knows the right answer.
  private static let wise: @Sendable ([String]) -> String = { names in
    "So.\nANSWER: \(names.first == "right" ? 1 : 2)"
  }

  @Test func eightAgainstEightTakesOnePairInBothOrders() async throws {
    for selector in [SStarSelector(), EvidenceSelector()] as [any Selector] {
      let solve = EchoSolve(drafts: Self.split(8, 8).reversed(), judge: Self.wise, selector: selector)
      let solution = try await solve.solve()
      #expect(solve.callCount(.judge) == 2)
      #expect(solution.chosenName == "right")
      #expect(solution.selection.reason == .judge)
      #expect(solution.selection.matches == 1)
    }
  }

  @Test func aJudgeWhoPrefersTheFirstShownCountsForNeither() async throws {
    for selector in [SStarSelector(), EvidenceSelector()] as [any Selector] {
      let solve = EchoSolve(drafts: Self.split(8, 8), judge: { _ in "ANSWER: 1" }, selector: selector)
      let solution = try await solve.solve()
      #expect(solution.selection.reason == .judgeInconsistent || solution.selection.reason == .tieFallback)
      #expect(solution.selection.clusters.map(\.members.count) == [8, 8])
    }
  }

  @Test func anInconsistentJudgeLeavesTheLargerClusterInFront() async throws {
    for selector in [SStarSelector(), EvidenceSelector()] as [any Selector] {
      let solve = EchoSolve(drafts: Self.split(4, 3), judge: { _ in "ANSWER: 2" }, selector: selector)
      let solution = try await solve.solve()
      #expect(solution.chosenName == "right")
      #expect(solution.selection.reason == .judgeInconsistent)
    }
  }

  @Test func aConsistentJudgeOutweighsANarrowMajority() async throws {
    let solve = EchoSolve(drafts: Self.split(3, 4), judge: Self.wise)
    let solution = try await solve.solve()
    #expect(solution.chosenName == "right")
    #expect(solution.selection.reason == .judge)
  }

  @Test func aClearMajorityIsNotJudged() async throws {
    let solve = EchoSolve(drafts: Self.split(12, 1), judge: Self.wise)
    let solution = try await solve.solve()
    #expect(solve.callCount(.judge) == 0)
    #expect(solution.selection.reason == .posterior)
    #expect(solution.chosenName == "right")
  }

  @Test func failuresOfTheJudgeAreWarnings() async throws {
    let solve = EchoSolve(drafts: Self.split(4, 3), judge: { _ in "I would not know." })
    let solution = try await solve.solve()
    #expect(solution.warnings.contains { $0.contains("without an answer") })
    #expect(solution.selection.reason == .posterior)
  }

  @Test func aSoleSurvivorNeedsNoInputs() async throws {
    let solution = try await EchoSolve(drafts: ["wrong", "right", "crashes"]).solve()
    #expect(solution.chosenName == "right")
    #expect(solution.selection.reason == .soleSurvivor)
    #expect(solution.selection.inputs == 0)
  }

  @Test func agreementOnEverythingIsASingleCluster() async throws {
    let solution = try await EchoSolve(drafts: ["right", "right too", "right"]).solve()
    #expect(solution.selection.reason == .singleCluster)
    #expect(solution.selection.clusters.count == 1)
    #expect(solution.selection.witness == nil)
    #expect(solution.selection.inputs > 0)
  }

  @Test func crashesAndTimeOutsFormNoMass() async throws {
    let drafts =
      Array(repeating: "crashes above 20", count: 5) + Array(repeating: "slow above 9", count: 4)
      + ["right", "right too"]
    let solution = try await EchoSolve(drafts: drafts, validators: ["validates"]).solve()
    #expect(solution.chosenName.hasPrefix("right"))
  }

  @Test func noPasserFallsBackToTheBestPartialOne() async throws {
    let solution = try await EchoSolve(drafts: ["wrong", "wrong on 7", "crashes"]).solve()
    #expect(solution.chosenName == "wrong on 7")
    #expect(solution.selection.reason == .publicBestFallback)
    #expect(!solution.passesPublicTests)
  }

  @Test func theSameSeedGivesTheSameSelection() async throws {
    let drafts = ["caps at 100", "right", "caps at 50", "caps at 20", "right too"]
    for selector in [
      EvidenceSelector(), SStarSelector(), MajoritySelector(), RandomSelector(), PublicSelector(),
      FirstSelector(),
    ] as [any Selector] {
      var selections = Set<Selection>()
      for _ in 0..<3 {
        selections.insert(try await EchoSolve(drafts: drafts, selector: selector, seed: 9).solve().selection)
      }
      #expect(selections.count == 1, "\(selector.name)")
    }
  }

  @Test func randomFollowsTheSeed() async throws {
    var chosen = Set<String>()
    for seed in 0..<12 {
      let solve = EchoSolve(
        drafts: ["caps at 100", "right", "caps at 50"], selector: RandomSelector(), seed: UInt64(seed))
      chosen.insert(try await solve.solve().chosenName)
    }
    #expect(chosen.count > 1)
  }

  @Test func firstTakesTheFirstSampleAndPublicTheFirstThatPasses() async throws {
    let drafts = ["wrong", "caps at 100", "right"]
    #expect(try await EchoSolve(drafts: drafts, selector: FirstSelector()).solve().chosenName == "wrong")
    #expect(
      try await EchoSolve(drafts: drafts, selector: PublicSelector()).solve().chosenName == "caps at 100")
  }

  @Test func theLargestClusterHasTheMajority() async throws {
    let drafts = ["caps at 100", "right", "right too", "caps at 50"]
    let solution = try await EchoSolve(drafts: drafts, selector: MajoritySelector()).solve()
    #expect(solution.chosenName == "right")
    #expect(solution.selection.confidence == 0.5)
  }

  @Test func invalidInputsAreNotUsed() async throws {
    let solve = EchoSolve(drafts: Self.split(3, 2), validators: ["validates", "rejects all"])
    let solution = try await solve.solve()
    #expect(solution.selection.inputs > 0)
    let witness = try #require(solution.selection.witness)
    let value = try #require(Int(String(decoding: witness.input, as: UTF8.self).dropLast()))
    #expect(0...1000 ~= value)
  }

  @Test func validatorsThatRejectThePublicInputsAreDroppedWithAWarning() async throws {
    let solution = try await EchoSolve(drafts: Self.split(3, 2), validators: ["rejects all"]).solve()
    #expect(solution.warnings.contains { $0.contains("validator") })
    #expect(solution.selection.inputs > 0)
  }

  @Test func theWitnessIsSmallAndShowsBothOutputs() async throws {
    let solution = try await EchoSolve(drafts: Self.split(3, 2), validators: ["validates"]).solve()
    let witness = try #require(solution.selection.witness)
    #expect(witness.winnerOutput != witness.otherOutput)
    let value = try #require(Int(String(decoding: witness.input, as: UTF8.self).dropLast()))
    // 101 is the smallest input on which they differ; shrinking comes near it.
    #expect(101...110 ~= value)
  }
}
