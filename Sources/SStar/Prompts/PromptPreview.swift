import Foundation

/// What the prompts of a problem look like, without a model and without running anything.
///
/// Roles that are about programs show the given ones; what those would do, and programs that are missing,
/// is filled in by placeholders in parentheses.
public struct PromptPreview: Sendable {
  private let problem: Problem
  private let language: String
  private let programs: (first: Program, second: Program)

  /// - Parameters:
  ///   - language: language id of the candidates.
  ///   - programs: programs to show; the first two in the language, by content, are.
  public init(problem: Problem, language: String, programs: [Program] = []) {
    self.problem = problem
    self.language = language
    let fitting = Set(programs.filter { $0.language == language }.map(\.source)).sorted()
    func program(_ index: Int, _ name: String) -> Program {
      Program(
        language: language,
        source: index < fitting.count ? fitting[index] : "(source of \(name))\n")
    }
    self.programs = (program(0, "a candidate"), program(1, "another candidate"))
  }

  /// Version of a role's prompt; it changes with every change of the text.
  public static func version(of role: Role) -> Int {
    switch role {
    case .generate: GeneratePrompt.version
    case .debug: DebugPrompt.version
    case .writeInputs: WriteInputsPrompt.version
    case .writeGenerator: WriteGeneratorPrompt.version
    case .writeValidator: WriteValidatorPrompt.version
    case .writeBruteForce: WriteBruteForcePrompt.version
    case .judge: JudgePrompt.version
    case .extractTests: ExtractTestsPrompt.version
    }
  }

  /// The messages of a request of `role`.
  public func messages(for role: Role) -> [Message] {
    switch role {
    case .generate: GeneratePrompt.messages(for: problem, language: language)
    case .debug: debugMessages
    case .writeInputs:
      WriteInputsPrompt.messages(for: problem, first: programs.first, second: programs.second)
    case .writeGenerator: WriteGeneratorPrompt.messages(for: problem)
    case .writeValidator: WriteValidatorPrompt.messages(for: problem)
    case .writeBruteForce: WriteBruteForcePrompt.messages(for: problem)
    case .judge:
      JudgePrompt.messages(
        for: problem,
        exhibits: [
          JudgePrompt.Exhibit(
            input: Data("(an input on which the programs differ)\n".utf8),
            first: Self.printing("(what program 1 prints)\n"),
            second: Self.printing("(what program 2 prints)\n"))
        ],
        programs: programs)
    case .extractTests: ExtractTestsPrompt.messages(for: problem)
    }
  }

  /// A program that fails every public test; a made-up one stands for those of a problem without any.
  private var debugMessages: [Message] {
    var problem = problem
    if problem.publicTests.isEmpty {
      problem.publicTests = [
        TestCase(
          name: "placeholder", input: Data("(input of a public test)\n".utf8),
          expectedOutput: Data("(its expected output)\n".utf8))
      ]
    }
    let candidate = Candidate(
      id: Candidate.ID(sample: 0, round: 0), program: programs.first,
      publicResults: problem.publicTests.map { test in
        TestResult(
          test: test.name, execution: Self.printing("(what the program prints)\n", verdict: .wrongAnswer))
      })
    return DebugPrompt.messages(for: problem, language: language, lineage: [candidate], context: .all)
  }

  private static func printing(_ output: String, verdict: Verdict = .accepted) -> Execution {
    Execution(verdict: verdict, output: Data(output.utf8))
  }
}
