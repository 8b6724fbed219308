import Foundation
import SStar

/// What `sstar solve --json` prints; fields without a value are null.
struct SolutionDocument: Encodable {
  struct Selected: Encodable {
    var sample: Int
    var round: Int
  }
  struct PublicTests: Encodable {
    var passed: Int
    var total: Int
  }
  struct CandidateItem: Encodable {
    var id: String
    var sample: Int
    var round: Int
    var parent: Nullable<String>
    var publicPassed: Int
    var cluster: Nullable<Int>
  }
  struct ClusterItem: Encodable {
    var id: Int
    var size: Int
    var posterior: Double
  }
  struct WitnessItem: Encodable {
    var input: String
    var winnerOutput: String
    var otherOutput: String
  }
  struct UsageItem: Encodable {
    var calls: Int
    /// Without a reply of use; their tokens and dollars are part of the sums.
    var lostCalls: Int
    var inputTokens: Int
    var outputTokens: Int
    var usd: Double
  }

  var problem: String
  var solved: Bool
  var program: String
  var language: String
  var selected: Selected
  var reason: Selection.Reason
  var confidence: Nullable<Double>
  var publicTests: PublicTests
  var candidates: [CandidateItem]
  var clusters: [ClusterItem]
  var witness: Nullable<WitnessItem>
  var usage: UsageItem
  var seconds: Double
  var warnings: [String]
  /// The run directory.
  var run: String

  init(_ solution: Solution, language: String, run: String) {
    self.run = run
    let selection = solution.selection
    problem = solution.problem.id
    solved = solution.passesPublicTests
    program = solution.program?.source ?? ""
    self.language = solution.program?.language ?? language
    selected = Selected(sample: selection.chosen.id.sample, round: selection.chosen.id.round)
    reason = selection.reason
    confidence = Nullable(value: selection.confidence)
    publicTests = PublicTests(
      passed: selection.chosen.publicPassed, total: solution.problem.publicTests.count)
    candidates = solution.genealogy.candidates.map { candidate in
      CandidateItem(
        id: candidate.id.description, sample: candidate.id.sample, round: candidate.id.round,
        parent: Nullable(value: candidate.parent?.description), publicPassed: candidate.publicPassed,
        cluster: Nullable(value: selection.clusters.first { $0.members.contains(candidate.id) }?.id))
    }
    clusters = selection.clusters.map {
      ClusterItem(id: $0.id, size: $0.members.count, posterior: $0.posterior)
    }
    witness = Nullable(
      value: selection.witness.map { witness in
        WitnessItem(
          input: String(decoding: witness.input, as: UTF8.self), winnerOutput: witness.winnerOutput,
          otherOutput: witness.otherOutput)
      })
    usage = UsageItem(
      calls: solution.usage.calls, lostCalls: solution.usage.lostCalls,
      inputTokens: solution.usage.inputTokens, outputTokens: solution.usage.outputTokens,
      usd: solution.usage.usd)
    seconds = solution.seconds
    warnings = solution.warnings
  }

  /// One line of JSON.
  func encoded() throws -> Data {
    Data((try JSONOutput.text(self) + "\n").utf8)
  }
}

/// A value that is written as null when it is missing, rather than left out.
struct Nullable<Value: Encodable>: Encodable {
  var value: Value?

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}
