import Foundation
import SStar

/// How far a solve is, as its events tell.
struct SolveProgress: ProgressState {
  private let samples: Int
  private var publicTests: Int
  private var candidates = 0
  private var deepestRound = 0
  private var finished = 0
  private var passing = 0
  private var tests = 0
  private var inputs = 0
  private var clusters: Int?
  private var matches = 0
  private var usage = Usage()

  init(samples: Int, publicTests: Int) {
    self.samples = samples
    self.publicTests = publicTests
  }

  mutating func note(_ event: SolverEvent) -> String? {
    switch event {
    case .extractedTests(let count):
      publicTests = count
      return "\(counted(count, "example")) found in the statement"
    case .candidate(let candidate):
      candidates += 1
      deepestRound = max(deepestRound, candidate.id.round)
      if candidate.passesPublicTests { passing += 1 }
      return "sample \(candidate.id.sample) round \(candidate.id.round): \(outcome(candidate))"
    case .sampleDone:
      finished += 1
      return finished == samples ? "\(samples) samples done, \(passing) pass the public tests" : nil
    case .test:
      tests += 1
      return nil
    case .clusters(let inputs, let clusters):
      self.inputs = inputs
      self.clusters = clusters
      return "\(counted(inputs, "input")): \(counted(clusters, "cluster"))"
    case .reply(_, let usage):
      self.usage += usage
      return nil
    case .match:
      matches += 1
      return "judging a pair of clusters"
    }
  }

  private func outcome(_ candidate: Candidate) -> String {
    if let failure = candidate.failure { return terminalLine(failure) }
    if let error = candidate.judgeError {
      return "the public tests could not be judged: \(terminalLine(error))"
    }
    if publicTests == 0 { return "a program; there are no public tests" }
    return "\(candidate.publicPassed) of \(counted(publicTests, "public test")) passed"
  }

  func line(seconds: Double) -> String {
    var parts = ["samples \(finished)/\(samples)", "\(passing) passing"]
    if deepestRound > 0 { parts.append("round \(deepestRound)") }
    if tests > 0 { parts.append(counted(tests, "test")) }
    if let clusters { parts.append("\(counted(clusters, "cluster")) on \(counted(inputs, "input"))") }
    if matches > 0 { parts.append(counted(matches, "match", "matches")) }
    // The bundled model counts no tokens.
    if usage.tokens > 0 { parts.append(UsageText.line(usage)) }
    parts.append(String(format: "%.1f s", seconds))
    return parts.joined(separator: " · ")
  }
}

/// A number with its noun.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}
