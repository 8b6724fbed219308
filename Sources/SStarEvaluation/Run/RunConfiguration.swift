import Crypto
import Foundation
import SStar
import SStarModels

/// `run.json`: what a run was asked to do. Secrets are not part of it.
public struct RunConfiguration: Sendable, Hashable, Codable {
  /// A model of the run.
  public struct Model: Sendable, Hashable, Codable {
    public var identifier: String
    public var fingerprint: String
    /// Roles that it is asked for and answers.
    public var roles: [Role]

    public init(identifier: String, fingerprint: String, roles: [Role]) {
      self.identifier = identifier
      self.fingerprint = fingerprint
      self.roles = roles
    }
  }

  static let currentVersion = 1
  public internal(set) var version = currentVersion
  /// What decides the results, by name; a run is continued with the same settings only.
  public var settings: [String: String]
  public var models: [Model]
  public var seed: UInt64
  /// The problem as the solver saw it; nil for runs over suites.
  public var problem: Problem?
  /// Names of the units of an evaluation, in their order; nil for other runs.
  public var units: [String]?

  public init(
    settings: [String: String], models: [Model], seed: UInt64, problem: Problem?, units: [String]? = nil
  ) {
    self.settings = settings
    self.models = models
    self.seed = seed
    self.problem = problem
    self.units = units
  }

  /// SHA-256 of all of it, in hexadecimal digits.
  public var digest: String {
    SHA256.hash(data: encoded()).hexadecimal
  }

  func encoded() -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return (try? encoder.encode(self)) ?? Data()
  }

  /// What differs between this, earlier, configuration and a `later` one: a sentence each.
  func differences(to later: RunConfiguration) -> [String] {
    let names = Set(settings.keys).union(later.settings.keys).sorted()
    var differences = names.compactMap { name -> String? in
      let (old, new) = (settings[name] ?? "none", later.settings[name] ?? "none")
      return old == new ? nil : "\(name): \(old) then, \(new) now"
    }
    if problem != later.problem {
      differences.append("the problem itself: its statement, tests or limits changed")
    }
    if units != later.units, differences.isEmpty {
      differences.append(
        "the suite: \(units?.count ?? 0) problems and repeats then, \(later.units?.count ?? 0) now")
    }
    if models != later.models, differences.isEmpty {
      differences.append(
        "a model's address or sampling options, or the submissions that `bundled` draws from")
    }
    if seed != later.seed, differences.isEmpty { differences.append("seed: \(seed) then, \(later.seed) now") }
    return differences
  }
}
