import Crypto
import Foundation
import SStar

/// The model that needs no key and no network: it answers from the problem package itself.
///
/// A draw is one of the package's own `submissions/`, seeded and blind to the verdict that its folder
/// declares; a repair is another one. It writes generators and validators by handing out the package's,
/// and has no opinion as a judge, so that selection rests on what the programs do. It shows the method at
/// work and tests it; it solves no problem that nobody has solved.
public struct BundledModel: LanguageModel {
  public let identifier = "bundled"
  private let package: ProblemPackage
  private let pool: [Program]

  /// - Parameter language: identifier of the language that candidates are wanted in.
  /// - Throws: ``BundledModelError/noSubmissions(problem:language:)``
  public init(package: ProblemPackage, language: String) throws {
    self.package = package
    var seen = Set<Program>()
    // Sorted by content: neither folders nor names may show in the order.
    pool =
      package.submissions.map(\.program)
      .filter { $0.language == language && $0.files.count == 1 }
      .filter { seen.insert($0).inserted }
      .sorted { $0.source < $1.source }
    if pool.isEmpty {
      throw BundledModelError.noSubmissions(problem: package.problem.id, language: language)
    }
  }

  public var fingerprint: String {
    let programs = [pool, package.generators, package.inputValidators].map { $0.map(\.source) }
    return SHA256.hash(data: (try? JSONEncoder.canonical.encode(programs)) ?? Data()).hexadecimal
  }

  public func answers(_ role: Role) -> Bool {
    switch role {
    case .generate, .debug: true
    case .writeGenerator: !package.generators.isEmpty
    case .writeValidator: !package.inputValidators.isEmpty
    case .writeInputs, .writeBruteForce, .judge, .extractTests: false
    }
  }

  public func draw(_ request: ModelRequest, samples: Range<Int>, deliver: @escaping ReplyDelivery)
    async throws
  {
    for sample in samples {
      let text = reply(to: request, sample: sample)
      await deliver(.replies([ModelReply(sample: sample, text: text, usage: Usage(calls: 1))]))
    }
  }

  private func reply(to request: ModelRequest, sample: Int) -> String {
    switch request.role {
    case .generate: draft(request, sample: sample).map(text) ?? noAnswer
    case .debug: repair(request, sample: sample).map(text) ?? noAnswer
    case .writeGenerator: pick(package.generators, sample: sample).map(text) ?? noAnswer
    case .writeValidator: pick(package.inputValidators, sample: sample).map(text) ?? noAnswer
    case .writeInputs, .writeBruteForce, .judge, .extractTests: noAnswer
    }
  }

  private let noAnswer = "The bundled model has no answer to this request."

  /// Samples come from shuffled passes over the pool, so that a pass repeats no submission.
  private func draft(_ request: ModelRequest, sample: Int) -> Program? {
    var random = SeededGenerator(
      seed: request.seed, problem: request.problemID, purpose: "bundled draft \(sample / pool.count)")
    return pool.shuffled(using: &random)[sample % pool.count]
  }

  /// A submission that the sample has not tried, or else one that differs from the last.
  private func repair(_ request: ModelRequest, sample: Int) -> Program? {
    var random = SeededGenerator(
      seed: request.seed &+ UInt64(sample), problem: request.problemID,
      purpose: "bundled repair \(request.programs.count)")
    let tried = Set(request.programs.map(\.source))
    let untried = pool.filter { !tried.contains($0.source) }
    let others = pool.filter { $0.source != request.programs.last?.source }
    return untried.randomElement(using: &random) ?? others.randomElement(using: &random)
  }

  private func pick(_ programs: [Program], sample: Int) -> Program? {
    programs.isEmpty ? nil : programs[sample % programs.count]
  }

  /// A reply as models write it, so that extraction is exercised.
  private func text(_ program: Program) -> String {
    let source = program.source
    var fence = "```"
    while source.contains(fence) { fence += "`" }
    return """
      This program comes from the problem package; no language model wrote it.

      \(fence)\(program.language == "python3" ? "python" : program.language)
      \(source.hasSuffix("\n") ? source : source + "\n")\(fence)
      """
  }
}

/// Why the bundled model cannot answer for a problem.
public enum BundledModelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The package has no submission in the language.
  case noSubmissions(problem: String, language: String)

  public var description: String {
    switch self {
    case .noSubmissions(let problem, let language):
      "the bundled model draws its candidates from a package's submissions/, and \(problem) has none in "
        + "\(language). Choose another model with --model, another --language, or add submissions."
    }
  }
}
