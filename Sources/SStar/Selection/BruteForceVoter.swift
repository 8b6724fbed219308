import Foundation

/// Lets a brute-force program, written by the model from the statement alone, vote on small inputs.
struct BruteForceVoter {
  /// Slow programs are wanted, so the problem's own limit does not hold; unlike the candidates, one runs
  /// only once on a few inputs.
  private static let cpuSeconds = 10.0
  /// Inputs for each rival of the leading cluster.
  private static let inputsForRival = 4
  /// Rivals whose differences from the leading cluster are put to the vote.
  private static let rivals = 3
  /// Inputs in a row without an answer after which it is asked no more: the later ones are larger.
  private static let patience = 2

  let tools: SelectionTools

  /// - Returns: nil when there is no vote; also warnings, when the model failed or its program is wrong.
  /// - Throws: `CancellationError` or the executor's error.
  func vote(on survey: Survey) async throws -> (vote: BruteForceVote?, warnings: [String]) {
    let inputs = contestedInputs(survey)
    guard !inputs.isEmpty else { return (nil, []) }
    let (programs, warnings) = try await HelperPrograms(tools: tools).programs(.writeBruteForce)
    guard let program = programs.first else { return (nil, warnings) }
    if let test = try await failedTest(program) {
      let reason = "its program fails public test \(test), so it has no vote"
      return (nil, warnings + ["\(Role.writeBruteForce.rawValue): \(reason)"])
    }
    return (try await vote(of: program, on: inputs, survey), warnings)
  }

  /// The name of the first public test that the program does not pass.
  private func failedTest(_ program: Program) async throws -> String? {
    var problem = tools.problem
    problem.limits = limits
    for test in problem.publicTests {
      let result = try await tools.executor.judge(program, on: test, of: problem)
      if result.verdict != .accepted { return test.name }
    }
    return nil
  }

  private var limits: Limits {
    Limits(
      cpuSeconds: max(Self.cpuSeconds, tools.problem.limits.cpuSeconds),
      memoryBytes: tools.problem.limits.memoryBytes, outputBytes: tools.problem.limits.outputBytes,
      processes: tools.problem.limits.processes)
  }

  /// The shortest inputs that tell the leading cluster from its strongest rivals: indices of the survey's
  /// inputs, shortest first.
  private func contestedInputs(_ survey: Survey) -> [Int] {
    let inputs = survey.clustering.inputs
    func isShorter(_ first: Int, _ second: Int) -> Bool {
      (inputs[first].count, first) < (inputs[second].count, second)
    }
    let ranked = survey.ranked
    guard let leader = ranked.first else { return [] }
    let chosen = ranked.dropFirst().prefix(Self.rivals).flatMap { rival in
      survey.clustering.splittingInputs(leader.members[0], rival.members[0]).sorted(by: isShorter)
        .prefix(Self.inputsForRival)
    }
    return Set(chosen).sorted(by: isShorter)
  }

  private func vote(of program: Program, on inputs: [Int], _ survey: Survey) async throws -> BruteForceVote {
    let clusters = survey.clustering.clusters
    var vote = BruteForceVote(inputs: 0, agreements: clusters.map { _ in 0 })
    var failures = 0
    for index in inputs where failures < Self.patience {
      let input = survey.clustering.inputs[index]
      let execution = try await tools.executor.run(program, on: input, limits: limits)
      guard execution.verdict == .accepted else {
        failures += 1
        continue
      }
      failures = 0
      vote.inputs += 1
      for cluster in clusters where survey.clustering.answers[cluster.members[0]][index] != nil {
        let answer = try await tools.matrix.execution(of: survey.programs[cluster.members[0]], on: input)
        if tools.executor.outputsAgree(execution.output, answer.output, for: tools.problem) {
          vote.agreements[cluster.id] += 1
        }
      }
    }
    return vote
  }
}
