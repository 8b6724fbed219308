import SStar

/// Model calls and tokens that a solve takes at most; `--dry-run` prints them.
struct CallPlan {
  private static let charactersPerToken = 4
  /// Tokens of a reply at most, as requests ask for by default.
  private static let tokensPerReply = 4096
  /// Instructions around the statement, in characters.
  private static let instructions = 1200

  /// Calls by role, in the order in which they are made.
  let calls: [(role: Role, count: Int)]
  private let model: any LanguageModel
  private let problem: Problem
  private let method: MethodSettings

  init(_ problem: Problem, method: MethodSettings, model: any LanguageModel) {
    self.problem = problem
    self.method = method
    self.model = model
    let samples = method.samples
    let pairs = samples * (samples - 1) / 2
    var calls: [(role: Role, count: Int)] = [(.generate, samples), (.debug, samples * method.rounds)]
    if [.evidence, .sstar, .majority].contains(method.select) {
      calls += [(.writeValidator, 3), (.writeGenerator, 1)]
    }
    switch method.select {
    case .evidence: calls.append((.judge, 2 * min(3, samples - 1)))
    case .sstar: calls += [(.writeInputs, pairs), (.judge, 2 * pairs)]
    default: break
    }
    self.calls = calls.filter { $0.count > 0 && model.answers($0.role) }
  }

  var text: String {
    let total = calls.reduce(0) { $0 + $1.count }
    let roles = calls.map { "  \($0.role.rawValue): \($0.count)" }.joined(separator: "\n")
    let isFree = model.identifier == "bundled"
    let prompt = (problem.statement.count + Self.instructions) / Self.charactersPerToken
    let tokens =
      isFree
      ? "no tokens, no cost: the bundled model runs here"
      : "about \(prompt * total) input tokens before debugging context, "
        + "at most \(Self.tokensPerReply * total) output tokens"
    return """
      problem: \(terminalLine(problem.id)), \(counted(problem.publicTests.count, "public test"))
      model: \(model.identifier)
      calls at most: \(total)
      \(roles)
      \(tokens)

      """
  }
}
