import Foundation
import SStar

/// Reads problem packages: the ICPC/Kattis format, `legacy-icpc` and `2023-07-draft`.
///
/// Interactive, multi-pass and submit-answer problems are refused. Scoring problems are read as pass-fail:
/// a test that the validator accepts is accepted, whatever its score.
public enum ProblemPackageLoader {
  /// Reads all of a package but its hidden tests (see ``HiddenTests``).
  /// - Throws: ``PackageError`` that names file and field.
  public static func load(_ directory: URL) throws -> ProblemPackage {
    let configuration = try ProblemConfiguration(directory: directory)
    let settings = directory.appendingPathComponent("problem.yaml").path
    var programs = PackagePrograms()
    let validator = try outputValidator(configuration, directory, &programs)
    var comparison = OutputComparison.validator
    if validator == nil {
      let rules = try configuration.tokenComparison(file: settings)
      comparison = configuration.function == nil ? .tokens(rules) : .json(rules)
    }
    let samples = try TestData.load(directory.appendingPathComponent("data/sample"), name: "sample")
    let id = directory.standardizedFileURL.lastPathComponent
    let problem = Problem(
      id: id, title: configuration.name ?? id, statement: try StatementFile.read(directory),
      kind: configuration.function.map(Problem.Kind.function) ?? .standardIO, publicTests: samples,
      limits: configuration.limits, comparison: comparison)
    let submissions = try submissions(directory, configuration, &programs)
    let inputValidators = try ["input_validators", "input_format_validators", "input_validator"].flatMap {
      try programs.programs(in: directory.appendingPathComponent($0)).map(\.program)
    }
    let generators = try programs.programs(in: directory.appendingPathComponent("generators")).map(\.program)
    return ProblemPackage(
      problem: problem, directory: directory, submissions: submissions, outputValidator: validator,
      inputValidators: inputValidators, generators: generators, warnings: programs.warnings)
  }

  private static func outputValidator(
    _ configuration: ProblemConfiguration, _ directory: URL, _ programs: inout PackagePrograms
  ) throws -> OutputValidator? {
    if configuration.usesValidator == false { return nil }
    var found: [Program] = []
    let folders =
      configuration.format == .legacy
      ? ["output_validators", "output_validator"] : ["output_validator", "output_validators"]
    for folder in folders where found.isEmpty {
      let url = directory.appendingPathComponent(folder)
      // The newer format has the sources right in the directory, with their headers.
      if folder == "output_validator", FileManager.default.fileExists(atPath: url.path) {
        found = try programs.program(inDirectory: url).map { [$0] } ?? []
      }
      if found.isEmpty { found = try programs.programs(in: url).map(\.program) }
      // Single files that include a header beside them.
      if folder == "output_validators", !found.isEmpty, let all = try programs.program(inDirectory: url),
        all.files.count > found.count, found.count == 1
      {
        found = [all]
      }
    }
    if configuration.format == .legacy && configuration.usesValidator == nil { return nil }
    guard let program = found.first else {
      guard configuration.usesValidator == true else { return nil }
      throw PackageError(
        file: directory.appendingPathComponent("problem.yaml").path, field: "validation",
        problem: "is custom, but output_validators/ holds no program")
    }
    guard found.count == 1 else {
      throw PackageError(
        file: directory.appendingPathComponent("output_validators").path,
        problem: "holds \(found.count) output validators; one is supported")
    }
    return OutputValidator(program: program, arguments: configuration.validatorFlags)
  }

  private static func submissions(
    _ directory: URL, _ configuration: ProblemConfiguration, _ programs: inout PackagePrograms
  ) throws -> [Submission] {
    let root = directory.appendingPathComponent("submissions")
    guard let folders = try? FileManager.default.contentsOfDirectory(atPath: root.path) else { return [] }
    var submissions: [Submission] = []
    for folder in folders.sorted() where !folder.hasPrefix(".") {
      for (name, program) in try programs.programs(in: root.appendingPathComponent(folder)) {
        var program = program
        program.entryPoint = configuration.function?.entryPoint
        submissions.append(Submission(name: "\(folder)/\(name)", folder: folder, program: program))
      }
    }
    return submissions
  }
}
