/// Programs that the model writes beside candidates: input generators and validators.
struct HelperPrograms {
  /// Validators that vote; one generator is enough.
  private static let validators = 3

  let tools: SelectionTools

  /// Programs of a role; none when the model has none to offer.
  /// - Returns: also a warning when the model failed.
  func programs(_ role: Role) async throws -> (programs: [Program], warning: String?) {
    guard tools.client.answers(role) else { return ([], nil) }
    let messages =
      role == .writeValidator
      ? WriteValidatorPrompt.messages(for: tools.problem) : WriteGeneratorPrompt.messages(for: tools.problem)
    let request = ModelRequest(
      role: role, problemID: tools.problem.id, messages: messages, seed: tools.seed)
    let extraction = ProgramExtraction(languages: ["python3", "cpp"])
    var programs: [(sample: Int, program: Program)] = []
    do {
      let count = role == .writeValidator ? Self.validators : 1
      for try await reply in tools.client.replies(to: request, samples: 0..<count) {
        if let program = try? extraction.program(in: reply) { programs.append((reply.sample, program)) }
      }
      try Task.checkCancellation()
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return (distinct(programs), "\(role.rawValue): \(error)")
    }
    return (distinct(programs), nil)
  }

  private func distinct(_ programs: [(sample: Int, program: Program)]) -> [Program] {
    var seen = Set<Program>()
    return programs.sorted { $0.sample < $1.sample }.map(\.program).filter { seen.insert($0).inserted }
  }
}
