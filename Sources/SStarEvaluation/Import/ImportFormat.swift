import SStar

/// The formats that problems are imported from.
public enum ImportFormat: String, Sendable, Hashable, Codable, CaseIterable {
  case humanEval = "humaneval"
  case evalPlus = "evalplus"
  case mbpp
  case apps
  case codeContests = "codecontests"
  case liveCodeBench = "livecodebench"

  /// By the fields of a record; nil when they are those of no known format.
  init?(of record: ImportRecord) {
    func has(_ names: String...) -> Bool { names.allSatisfy(record.has) }
    let match: ImportFormat? =
      if has("base_input", "entry_point") {
        .evalPlus
      } else if has("question_content", "public_test_cases") {
        .liveCodeBench
      } else if has("prompt", "entry_point", "test") {
        .humanEval
      } else if has("test_list") {
        .mbpp
      } else if has("question", "input_output") {
        .apps
      } else if has("description") && (has("public_tests") || has("private_tests") || has("generated_tests"))
      {
        .codeContests
      } else {
        nil
      }
    guard let match else { return nil }
    self = match
  }

  /// - Parameter oracle: runs reference solutions, which some formats have in place of expected outputs.
  /// - Throws: ``ImportSkip`` when the record cannot become a package.
  func problem(_ record: ImportRecord, oracle: ReferenceOracle?) async throws -> ImportedProblem {
    switch self {
    case .humanEval: try HumanEvalImport.problem(record)
    case .evalPlus: try await EvalPlusImport(oracle: oracle).problem(record)
    case .mbpp: try MBPPImport.problem(record)
    case .apps: try APPSImport.problem(record)
    case .codeContests: try CodeContestsImport.problem(record)
    case .liveCodeBench: try LiveCodeBenchImport.problem(record)
    }
  }
}
