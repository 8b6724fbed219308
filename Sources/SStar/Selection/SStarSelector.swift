import Foundation

/// Stage 2 of S\* as the paper has it (arXiv 2502.14382 §3.2): for each pair of clusters the model writes
/// inputs to tell their programs apart, both are run, and the model judges by the actual outputs, in both
/// orders. Most wins, then size, then seed.
///
/// Unlike the reference code it compares one representative of each cluster, not every pair of samples.
public struct SStarSelector: Selector {
  public let name = "sstar"
  /// Inputs shown for a pair.
  private static let shownInputs = 3

  public init() {}

  public func select(from pool: SelectionPool, with tools: SelectionTools) async throws -> Selection {
    let survey = try await Survey.conduct(pool.survivors, tools)
    let clusters = survey.clustering.clusters
    var wins = clusters.map { _ in 0 }
    var matches = 0
    var inconsistent = 0
    for first in clusters {
      for second in clusters.dropFirst(first.id + 1) {
        guard let one = survey.representative(first).program, let two = survey.representative(second).program
        else {
          continue
        }
        let inputs = try await pairInputs(
          one, two, survey.splittingInputs(first, second), survey.validation, tools)
        matches += 1
        switch try await PairJudge(tools: tools).compare(one, two, on: inputs, showsPrograms: true) {
        case .first: wins[first.id] += 1
        case .second: wins[second.id] += 1
        case .inconsistent: inconsistent += 1
        case .abstained: break
        }
      }
    }
    var random = tools.random("sstar")
    let order = clusters.indices.shuffled(using: &random)
    let winner =
      order.max { (wins[$0], survey.size(clusters[$0])) < (wins[$1], survey.size(clusters[$1])) } ?? 0
    let isTie = clusters.contains { $0.id != winner && wins[$0.id] == wins[winner] }
    let played = max(1, clusters.count - 1)
    let shares = wins.map { Double($0) / Double(played) }
    return Selection(
      chosen: survey.representative(clusters[winner]),
      reason: reason(pool, clusters.count, isTie: isTie, inconsistent: inconsistent),
      confidence: clusters.count == 1 ? 1 : shares[winner], clusters: survey.reports(shares),
      inputs: survey.clustering.inputs.count,
      witness: try await survey.witness(winner: clusters[winner], posterior: shares, tools: tools),
      matches: matches, warnings: survey.warnings)
  }

  private func reason(_ pool: SelectionPool, _ clusters: Int, isTie: Bool, inconsistent: Int)
    -> Selection.Reason
  {
    if !pool.passesPublicTests { return .publicBestFallback }
    if pool.survivors.count == 1 { return .soleSurvivor }
    if clusters == 1 { return .singleCluster }
    if isTie { return inconsistent > 0 ? .judgeInconsistent : .tieFallback }
    return .judge
  }

  /// Inputs written for this pair, then those already known to split it.
  private func pairInputs(
    _ first: Program, _ second: Program, _ known: [Data], _ validation: InputValidation,
    _ tools: SelectionTools
  ) async throws -> [Data] {
    var inputs: [Data] = []
    if tools.client.answers(.writeInputs) {
      let request = ModelRequest(
        role: .writeInputs, problemID: tools.problem.id,
        messages: WriteInputsPrompt.messages(for: tools.problem, first: first, second: second),
        seed: tools.seed, programs: [first, second])
      do {
        inputs = try await validation.valid(WriteInputsPrompt.inputs(in: tools.client.reply(to: request)))
      } catch is CancellationError {
        throw CancellationError()
      } catch is ModelError {
        inputs = []
      }
    }
    var distinguishing: [Data] = []
    for input in inputs + known
    where distinguishing.count < Self.shownInputs && !distinguishing.contains(input) {
      let one = try await tools.matrix.execution(of: first, on: input)
      let two = try await tools.matrix.execution(of: second, on: input)
      let agree =
        one.verdict == two.verdict
        && (one.verdict != .accepted
          || tools.executor.outputsAgree(one.output, two.output, for: tools.problem))
      if !agree { distinguishing.append(input) }
    }
    return distinguishing
  }
}
