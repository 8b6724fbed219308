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
    let matches = try await matches(survey, tools)
    var wins = clusters.map { _ in 0 }
    for match in matches {
      switch match.verdict {
      case .first: wins[match.first] += 1
      case .second: wins[match.second] += 1
      case .inconsistent, .abstained: break
      }
    }
    var random = tools.random("sstar")
    let order = clusters.indices.shuffled(using: &random)
    let winner =
      order.max { (wins[$0], survey.size(clusters[$0])) < (wins[$1], survey.size(clusters[$1])) } ?? 0
    let isTie = clusters.contains { $0.id != winner && wins[$0.id] == wins[winner] }
    let isInconsistent = matches.contains { $0.verdict == .inconsistent }
    let played = max(1, clusters.count - 1)
    let shares = wins.map { Double($0) / Double(played) }
    return Selection(
      chosen: survey.representative(clusters[winner]),
      reason: reason(pool, clusters.count, isTie: isTie, isInconsistent: isInconsistent),
      confidence: clusters.count == 1 ? survey.posterior[winner] : wins[winner] == 0 ? nil : shares[winner],
      clusters: survey.reports(shares), inputs: survey.clustering.inputs.count,
      witness: try await survey.witness(winner: clusters[winner], posterior: shares, tools: tools),
      matches: matches.count, warnings: survey.warnings + warnings(clusters.count, matches, tools))
  }

  private func warnings(_ clusters: Int, _ matches: [Match], _ tools: SelectionTools) -> [String] {
    let failures = matches.flatMap(\.warnings)
    guard clusters > 1, !tools.client.answers(.judge) else { return failures }
    return failures + [
      "\(tools.client.model(for: .judge).identifier) is no judge: cluster size, then seed decided"
    ]
  }

  /// Two clusters before the judge.
  private struct Match: Sendable {
    var first: Int
    var second: Int
    var verdict = PairJudge.Verdict.abstained
    var warnings: [String] = []
  }

  /// All pairs of clusters at once, in a fixed order.
  private func matches(_ survey: Survey, _ tools: SelectionTools) async throws -> [Match] {
    let clusters = survey.clustering.clusters
    return try await withThrowingTaskGroup(of: Match.self) { group in
      for first in clusters.indices {
        for second in clusters.indices.dropFirst(first + 1) {
          group.addTask { try await match(first, second, survey, tools) }
        }
      }
      var matches: [Match] = []
      for try await match in group { matches.append(match) }
      return matches.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    }
  }

  private func match(
    _ first: Int, _ second: Int, _ survey: Survey, _ tools: SelectionTools
  ) async throws -> Match {
    let clusters = survey.clustering.clusters
    var match = Match(first: first, second: second)
    guard let one = survey.representative(clusters[first]).program,
      let two = survey.representative(clusters[second]).program
    else { return match }
    let written = try await writtenInputs(one, two, tools)
    let valid = try await survey.validation.valid(written.inputs)
    let known = survey.splittingInputs(clusters[first], clusters[second])
    let inputs = try await distinguishing(one, two, among: valid + known, tools)
    let (verdict, failures) = try await PairJudge(tools: tools).compare(
      one, two, on: inputs, showsPrograms: true)
    match.verdict = verdict
    match.warnings = written.warnings + failures
    return match
  }

  /// Inputs that the model writes for this pair.
  private func writtenInputs(
    _ first: Program, _ second: Program, _ tools: SelectionTools
  ) async throws -> (inputs: [Data], warnings: [String]) {
    guard tools.client.answers(.writeInputs) else { return ([], []) }
    let request = ModelRequest(
      role: .writeInputs, problemID: tools.problem.id,
      messages: WriteInputsPrompt.messages(for: tools.problem, first: first, second: second),
      seed: tools.seed, programs: [first, second])
    do {
      return (WriteInputsPrompt.inputs(in: try await tools.client.reply(to: request)), [])
    } catch {
      try Task.checkCancellation()
      return ([], ["\(Role.writeInputs.rawValue): \(error)"])
    }
  }

  /// The first few inputs on which the two really differ.
  private func distinguishing(
    _ first: Program, _ second: Program, among inputs: [Data], _ tools: SelectionTools
  ) async throws -> [Data] {
    var distinguishing: [Data] = []
    for input in inputs where distinguishing.count < Self.shownInputs && !distinguishing.contains(input) {
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

  private func reason(
    _ pool: SelectionPool, _ clusters: Int, isTie: Bool, isInconsistent: Bool
  ) -> Selection.Reason {
    if !pool.passesPublicTests { return .publicBestFallback }
    if pool.survivors.count == 1 { return .soleSurvivor }
    if clusters == 1 { return .singleCluster }
    if isTie { return isInconsistent ? .judgeInconsistent : .tieFallback }
    return .judge
  }
}
