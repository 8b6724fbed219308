/// The largest cluster on synthesized inputs; the seed decides between equals.
public struct MajoritySelector: Selector {
  public let name = "majority"
  public init() {}

  public func select(from pool: SelectionPool, with tools: SelectionTools) async throws -> Selection {
    let survey = try await Survey.conduct(pool.survivors, tools)
    var random = tools.random("majority")
    let clusters = survey.clustering.clusters
    let largest = clusters.map(survey.size).max() ?? 0
    let winners = clusters.filter { survey.size($0) == largest }
    let winner = winners.randomElement(using: &random) ?? clusters[0]
    let shares = clusters.map { Double(survey.size($0)) / Double(pool.survivors.count) }
    return Selection(
      chosen: survey.representative(winner),
      reason: !pool.passesPublicTests
        ? .publicBestFallback
        : clusters.count == 1 ? .singleCluster : winners.count > 1 ? .tieFallback : .posterior,
      confidence: shares[winner.id], clusters: survey.reports(shares), inputs: survey.clustering.inputs.count,
      witness: try await survey.witness(winner: winner, posterior: shares, tools: tools),
      warnings: survey.warnings)
  }
}
