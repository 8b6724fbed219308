import Foundation

/// Stage 1 of S\* (arXiv 2502.14382 §3.1): parallel samples, each debugged on the public tests.
public struct CandidateGeneration: Sendable {
  /// Parameters of stage 1.
  public struct Parameters: Sendable, Hashable, Codable {
    /// Samples in parallel (N), at least 1.
    public var samples = 16
    /// Debugging rounds at most (R), 0 or more.
    public var rounds = 2
    /// How much history a debugging request shows.
    public var debugContext = DebugPrompt.Context.all
    /// Which of a sample's candidates goes on to selection.
    public var contribution = Genealogy.Contribution.best
    /// Sampling temperature, 0…2.
    public var temperature = 0.7

    public init() {}
  }

  let problem: Problem
  let language: String
  let parameters: Parameters
  let client: ModelClient
  let seed: UInt64
  let matrix: ExecutionMatrix
  let events: @Sendable (SolverEvent) -> Void

  /// What came of stage 1.
  struct Outcome: Sendable {
    var genealogy: Genealogy
    /// Samples or rounds that failed, a sentence each.
    var warnings: [String]
  }

  /// Draws and debugs all samples; each is a chain of its own and waits for no other.
  /// - Throws: `CancellationError`, the model's error when no sample could be drawn, or the executor's error.
  func run() async throws -> Outcome {
    let request = ModelRequest(
      role: .generate, problemID: problem.id,
      messages: GeneratePrompt.messages(for: problem, language: language),
      temperature: parameters.temperature, seed: seed)
    return try await withThrowingTaskGroup(of: Chain.self) { group in
      var drawn = Set<Int>()
      var drawFailure: (any Error)?
      do {
        for try await reply in client.replies(to: request, samples: 0..<parameters.samples) {
          drawn.insert(reply.sample)
          group.addTask { try await chain(from: reply) }
        }
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        drawFailure = error
      }
      try Task.checkCancellation()
      var chains: [Chain] = []
      for try await chain in group { chains.append(chain) }
      try Task.checkCancellation()
      return try outcome(chains, drawn: drawn, drawFailure: drawFailure)
    }
  }

  private func outcome(_ chains: [Chain], drawn: Set<Int>, drawFailure: (any Error)?) throws -> Outcome {
    if let drawFailure, drawn.isEmpty { throw drawFailure }
    var warnings = chains.sorted { $0.sample < $1.sample }.flatMap(\.warnings)
    for error in Set(chains.compactMap(\.judgeError)).sorted() {
      warnings.append("public tests could not be judged, and nothing was debugged for it: \(error)")
    }
    let missing = parameters.samples - drawn.count
    if missing > 0 {
      warnings.append(
        "\(missing) samples were not drawn: \(drawFailure.map { "\($0)" } ?? "the model gave fewer")")
    }
    return Outcome(genealogy: Genealogy(chains.flatMap(\.candidates)), warnings: warnings)
  }

  /// One sample through its rounds.
  private struct Chain: Sendable {
    var sample: Int
    var candidates: [Candidate]
    var warnings: [String] = []
    /// Why a program was not judged.
    var judgeError: String?
  }

  private func chain(from draft: ModelReply) async throws -> Chain {
    var chain = Chain(sample: draft.sample, candidates: [])
    var reply = draft
    for round in 0...max(0, parameters.rounds) {
      let candidate = try await candidate(from: reply, round: round, parent: chain.candidates.last?.id)
      chain.candidates.append(candidate)
      events(.candidate(candidate))
      chain.judgeError = candidate.judgeError
      // There is nothing to debug in a program that was not judged.
      if candidate.passesPublicTests || chain.judgeError != nil || round == parameters.rounds { break }
      do {
        reply = try await client.reply(to: debugRequest(chain.candidates), sample: draft.sample)
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        chain.warnings.append("sample \(draft.sample) was not debugged in round \(round + 1): \(error)")
        break
      }
    }
    events(.sampleDone(draft.sample))
    return chain
  }

  private func debugRequest(_ lineage: [Candidate]) -> ModelRequest {
    ModelRequest(
      role: .debug, problemID: problem.id,
      messages: DebugPrompt.messages(
        for: problem, language: language, lineage: lineage, context: parameters.debugContext),
      temperature: parameters.temperature, seed: seed, programs: lineage.compactMap(\.program))
  }

  private func candidate(from reply: ModelReply, round: Int, parent: Candidate.ID?) async throws -> Candidate
  {
    let id = Candidate.ID(sample: parent?.sample ?? reply.sample, round: round)
    do {
      let program = try ProgramExtraction(language: language, problem: problem).program(in: reply)
      return Candidate(
        id: id, parent: parent, program: program, publicResults: try await publicResults(program))
    } catch let failure as ProgramExtraction.Failure {
      return Candidate(id: id, parent: parent, failure: failure.description)
    }
  }

  private func publicResults(_ program: Program) async throws -> [TestResult] {
    try await withThrowingTaskGroup(of: (Int, TestResult).self) { group in
      for (index, test) in problem.publicTests.enumerated() {
        group.addTask { (index, try await matrix.result(of: program, on: test, of: problem)) }
      }
      var results: [(Int, TestResult)] = []
      for try await result in group {
        results.append(result)
        events(.test)
      }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
