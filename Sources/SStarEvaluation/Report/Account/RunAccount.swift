import Foundation
import SStar

/// What there is to tell of a run, from its events alone: of a whole evaluation, of one that was interrupted,
/// and of a solve, which is one unit without grades.
public struct RunAccount: Sendable {
  /// What the run was for.
  public enum Kind: Sendable, Hashable {
    case evaluation
    case solve
  }

  public var kind: Kind
  /// Units that came to their end.
  public var record: EvaluationRecord
  /// Units of the run that did not.
  public var unfinished: [String]
  private let run: RunDirectory

  /// - Throws: ``RunError``
  public init(_ run: RunDirectory) async throws {
    self.run = run
    if let problem = run.configuration.problem {
      kind = .solve
      let outcome = try await Self.outcome(of: problem, run)
      record = EvaluationRecord(configuration: run.configuration, units: outcome.map { [$0] } ?? [])
      unfinished = outcome == nil ? [problem.id] : []
    } else {
      kind = .evaluation
      record = await EvaluationRecord(run)
      let finished = Set(record.units.map(\.record.unit))
      unfinished = (run.configuration.units ?? []).filter { !finished.contains($0) }
    }
  }

  /// Name of the suite or problem.
  public var subject: String {
    record.configuration.problem?.id ?? record.configuration.settings["suite"] ?? "suite"
  }

  /// Whether some problem is solved more than once: then units are attempts.
  var isRepeated: Bool { record.units.contains { $0.record.repetition > 0 } }

  /// Which program stands for a sample.
  var contribution: Genealogy.Contribution {
    record.configuration.settings["contribution"].flatMap(Genealogy.Contribution.init(rawValue:)) ?? .best
  }

  /// All there is to tell of one unit. Its texts are read now, so that those of one unit at a time are held. A text
  /// that is missing or damaged is left out: the rest is worth telling.
  /// - Throws: ``RunError``
  public func account(of outcome: UnitOutcome) async throws -> UnitAccount {
    var problem = record.configuration.problem
    if problem == nil, !outcome.record.statement.isEmpty {
      problem = try? JSONDecoder().decode(Problem.self, from: try await run.blob(outcome.record.statement))
    }
    var account = UnitAccount(outcome: outcome, problem: problem)
    if let witness = outcome.selection?.witness { account.witnessInput = try await blob(witness.input) }
    for candidate in account.lineage + [account.rival].compactMap({ $0 }) {
      guard let digest = candidate.program, account.sources[digest] == nil else { continue }
      account.sources[digest] = try await blob(digest).map { String(decoding: $0, as: UTF8.self) }
    }
    return account
  }

  /// Nil when it is missing or damaged.
  private func blob(_ digest: String) async throws -> Data? {
    do {
      return try await run.blob(digest)
    } catch RunError.missingBlob {
      return nil
    }
  }

  /// A solve writes its candidates and its selection at its end; without them it has none.
  private static func outcome(of problem: Problem, _ run: RunDirectory) async throws -> UnitOutcome? {
    var candidates: [RunEvent.CandidateRecord] = []
    var selection: RunEvent.SelectionRecord?
    var usage: [String: Usage] = [:]
    try await run.events { event in
      switch event {
      case .candidate(let candidate): candidates.append(candidate)
      case .selection(let record): selection = record
      case .call(let call): usage[call.role.rawValue, default: Usage()] += call.usage
      case .lostCall(let lost): usage[lost.role.rawValue, default: Usage()] += lost.usage
      default: break
      }
    }
    guard let selection else { return nil }
    let settings = run.configuration.settings
    let record = RunEvent.UnitRecord(
      unit: problem.id, problem: problem.id, repetition: 0, status: .done, reason: nil,
      samples: settings["samples"].flatMap { Int($0) } ?? 0,
      rounds: settings["rounds"].flatMap { Int($0) } ?? 0, publicTests: problem.publicTests.count,
      models: run.configuration.models, seed: run.configuration.seed, statement: "", usage: usage,
      warnings: [], wallSeconds: 0, cpuSeconds: 0)
    return UnitOutcome(record: record, candidates: candidates, selection: selection, grades: [:])
  }
}
