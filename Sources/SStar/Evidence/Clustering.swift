import Foundation

/// Candidates with equal observations on all inputs.
public struct Cluster: Sendable, Hashable {
  /// Number in the order of the first member.
  public var id: Int
  /// Indices of its programs.
  public var members: [Int]
}

/// What distinct programs did on the inputs, and how they fall into clusters.
public struct Clustering: Sendable {
  /// Inputs that were run, in order.
  public let inputs: [Data]
  /// `answers[program][input]`: equal numbers for equal observations; nil where the program gave no
  /// answer (crash, limit exceeded).
  public let answers: [[Int?]]
  public let clusters: [Cluster]

  /// - Parameters:
  ///   - executions: by program, then input.
  ///   - agree: whether two outputs count as the same answer.
  public init(inputs: [Data], executions: [[Execution]], agree: (Data, Data) -> Bool) {
    var answers = executions.map { _ in [Int?]() }
    var signatures = executions.map { _ in [Int]() }
    for column in inputs.indices {
      // Tolerances make agreement intransitive; the first output with an answer stands for it.
      var leaders: [Data] = []
      for row in executions.indices {
        let execution = executions[row][column]
        guard execution.verdict == .accepted else {
          answers[row].append(nil)
          signatures[row].append(-1 - (Verdict.allCases.firstIndex(of: execution.verdict) ?? 0))
          continue
        }
        let answer: Int
        if let known = leaders.firstIndex(where: { agree(execution.output, $0) }) {
          answer = known
        } else {
          answer = leaders.count
          leaders.append(execution.output)
        }
        answers[row].append(answer)
        signatures[row].append(answer)
      }
    }
    var clusters: [Cluster] = []
    var known: [[Int]: Int] = [:]
    for (row, signature) in signatures.enumerated() {
      if let index = known[signature] {
        clusters[index].members.append(row)
      } else {
        known[signature] = clusters.count
        clusters.append(Cluster(id: clusters.count, members: [row]))
      }
    }
    self.inputs = inputs
    self.answers = answers
    self.clusters = clusters
  }

  /// Inputs on which the programs do not all agree.
  public var splittingInputs: [Int] {
    inputs.indices.filter { column in Set(answers.map { $0[column] }).count > 1 }
  }

  /// Inputs on which two programs differ.
  public func splittingInputs(_ first: Int, _ second: Int) -> [Int] {
    inputs.indices.filter { answers[first][$0] != answers[second][$0] }
  }
}
