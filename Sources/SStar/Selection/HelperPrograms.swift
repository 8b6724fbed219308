import Foundation

/// Programs that the model writes beside candidates: input generators, validators and brute force.
struct HelperPrograms {
  /// Validators that vote; one program is enough for the other roles.
  private static let validators = 3
  private static let trialLimits = Limits(cpuSeconds: 5, outputBytes: 1 << 20)

  let tools: SelectionTools

  /// Programs of a role; none when the model has none to offer.
  /// - Returns: also warnings, when the model failed or a program cannot be run here.
  func programs(_ role: Role) async throws -> (programs: [Program], warnings: [String]) {
    guard tools.client.answers(role) else { return ([], []) }
    let request = ModelRequest(
      role: role, problemID: tools.problem.id, messages: messages(role), seed: tools.seed)
    let extraction = extraction(role)
    var programs: [(sample: Int, program: Program)] = []
    var warnings: [String] = []
    do {
      let count = role == .writeValidator ? Self.validators : 1
      for try await reply in tools.client.replies(to: request, samples: 0..<count) {
        do {
          programs.append((reply.sample, try extraction.program(in: reply)))
        } catch {
          warnings.append("\(role.rawValue): \(error)")
        }
      }
    } catch {
      try Task.checkCancellation()
      warnings.append("\(role.rawValue): \(error)")
    }
    try Task.checkCancellation()
    var seen = Set<Program>()
    let distinct = programs.sorted { $0.sample < $1.sample }.map(\.program).filter {
      seen.insert($0).inserted
    }
    var usable: [Program] = []
    for program in distinct {
      if let failure = try await trial(program) {
        warnings.append("\(role.rawValue): a \(program.language) program cannot be run: \(failure)")
      } else {
        usable.append(program)
      }
    }
    return (usable, warnings)
  }

  private func messages(_ role: Role) -> [Message] {
    switch role {
    case .writeValidator: WriteValidatorPrompt.messages(for: tools.problem)
    case .writeBruteForce: WriteBruteForcePrompt.messages(for: tools.problem)
    default: WriteGeneratorPrompt.messages(for: tools.problem)
    }
  }

  /// Brute force answers the problem as candidates do; the others are whole programs of their own kind.
  private func extraction(_ role: Role) -> ProgramExtraction {
    role == .writeBruteForce
      ? ProgramExtraction(language: WriteBruteForcePrompt.language, problem: tools.problem)
      : ProgramExtraction(languages: ["python3", "cpp"])
  }

  /// A helper in a language that is not installed must not end the solve.
  private func trial(_ program: Program) async throws -> String? {
    do {
      let input = tools.problem.publicInputTests.first?.input ?? Data("small 0\n".utf8)
      _ = try await tools.executor.run(program, on: input, limits: Self.trialLimits)
      return nil
    } catch {
      try Task.checkCancellation()
      return "\(error)"
    }
  }
}
