import Foundation

/// Our default: the posterior over clusters from executions, and where that is unsure the vote of a
/// brute-force program, and then the judge.
public struct EvidenceSelector: Selector {
  public let name = "evidence"
  /// Above this posterior the model is not asked.
  private static let sure = 0.9
  /// Clusters that may meet in the tournament.
  private static let finalists = 4
  /// How much more likely a cluster is when a consistent judge prefers it.
  private static let judgeOdds = 6.0
  /// Posteriors this close count as equal.
  private static let tie = 1e-9

  public init() {}

  public func select(from pool: SelectionPool, with tools: SelectionTools) async throws -> Selection {
    guard pool.survivors.count > 1 else {
      return Selection(
        chosen: pool.survivors[0], reason: pool.passesPublicTests ? .soleSurvivor : .publicBestFallback,
        confidence: nil)
    }
    let survey = try await survey(pool, tools)
    let clusters = survey.clustering.clusters
    let tournament = try await tournament(survey, tools)
    let posterior = tournament.posterior
    let highest = posterior.max() ?? 0
    let best = clusters.filter { posterior[$0.id] >= highest - Self.tie }
    var random = tools.random("evidence tie")
    let winner =
      best.count == 1
      ? best[0] : best.shuffled(using: &random).max { survey.size($0) < survey.size($1) } ?? best[0]
    var reason = tournament.reason
    if best.count > 1 { reason = .tieFallback }
    if clusters.count == 1 { reason = .singleCluster }
    if !pool.passesPublicTests { reason = .publicBestFallback }
    return Selection(
      chosen: survey.representative(winner), reason: reason, confidence: posterior[winner.id],
      clusters: survey.reports(posterior), inputs: survey.clustering.inputs.count,
      witness: try await survey.witness(winner: winner, posterior: posterior, tools: tools),
      matches: tournament.matches, warnings: survey.warnings + tournament.warnings)
  }

  private func survey(_ pool: SelectionPool, _ tools: SelectionTools) async throws -> Survey {
    let survey = try await Survey.conduct(pool.survivors, tools)
    guard survey.clustering.clusters.count > 1, (survey.posterior.max() ?? 0) < Self.sure else {
      return survey
    }
    let (vote, warnings) = try await BruteForceVoter(tools: tools).vote(on: survey)
    return survey.counting(vote, warnings: warnings)
  }

  /// What the judge's answers make of the posterior.
  private struct Tournament {
    var posterior: [Double]
    var reason: Selection.Reason
    var matches = 0
    var warnings: [String] = []
  }

  /// Knockout of the leader against the next ones, on the shortest splitting input: O(clusters) matches.
  private func tournament(
    _ survey: Survey, _ tools: SelectionTools
  ) async throws -> Tournament {
    var posterior = survey.posterior
    let ranked = survey.ranked
    guard ranked.count > 1, posterior[ranked[0].id] < Self.sure, tools.client.answers(.judge) else {
      return Tournament(posterior: posterior, reason: .posterior)
    }
    var leader = ranked[0]
    var matches = 0
    var warnings: [String] = []
    var decided = false
    var inconsistent = false
    for challenger in ranked.prefix(Self.finalists).dropFirst() {
      let inputs = Array(survey.splittingInputs(leader, challenger).prefix(1))
      matches += 1
      let (verdict, failures) = try await PairJudge(tools: tools).compare(
        survey.programs[leader.members[0]], survey.programs[challenger.members[0]], on: inputs,
        showsPrograms: true)
      warnings += failures
      switch verdict {
      case .first:
        posterior[leader.id] *= Self.judgeOdds
        decided = true
      case .second:
        posterior[challenger.id] = max(posterior[challenger.id], posterior[leader.id]) * Self.judgeOdds
        leader = challenger
        decided = true
      case .inconsistent: inconsistent = true
      case .abstained: break
      }
    }
    // The judge chooses among the clusters; whether any of them is right is as doubtful as before.
    let scale = survey.posterior.reduce(0, +) / posterior.reduce(0, +)
    let reason: Selection.Reason = decided ? .judge : inconsistent ? .judgeInconsistent : .posterior
    return Tournament(
      posterior: posterior.map { $0 * scale }, reason: reason, matches: matches, warnings: warnings)
  }
}
