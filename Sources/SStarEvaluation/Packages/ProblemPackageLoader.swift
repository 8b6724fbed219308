import Foundation
import SStar

/// Reads problem packages: the ICPC/Kattis format, `legacy-icpc` and `2023-07-draft`.
///
/// Interactive, multi-pass and submit-answer problems are refused. Scoring problems are read as pass-fail:
/// a test that the validator accepts is accepted, whatever its score.
public enum ProblemPackageLoader {
  /// Reads all of a package but its hidden tests (see ``HiddenTests``).
  /// - Parameter toJudge: whether programs are only judged: then a statement that is not there, or cannot be read as
  ///   those in PDF, is a warning.
  /// - Throws: ``PackageError`` that names file and field.
  public static func load(_ directory: URL, toJudge: Bool = false) throws -> ProblemPackage {
    let files = try PackageFiles(root: directory)
    let configuration = try ProblemConfiguration(directory: directory, files: files)
    let settings = directory.appendingPathComponent("problem.yaml").path
    var programs = PackagePrograms(files: files)
    var warnings = configuration.warnings
    let validator = try outputValidator(configuration, directory, files, &programs, &warnings)
    var comparison = OutputComparison.validator
    if validator == nil {
      let rules = try configuration.tokenComparison(file: settings)
      comparison = configuration.function == nil ? .tokens(rules) : .json(rules)
    }
    let samples = try TestData(files: files, configuration: configuration).load("sample", of: directory)
    let id = directory.standardizedFileURL.lastPathComponent
    var statement = ""
    do {
      statement = try StatementFile.read(directory, files: files)
    } catch let error as PackageError where toJudge {
      warnings.append(error.description)
    }
    let problem = Problem(
      id: id, title: configuration.name ?? StatementFile.title(of: statement) ?? id, statement: statement,
      kind: configuration.function.map(Problem.Kind.function) ?? .standardIO, publicTests: samples,
      limits: configuration.limits, comparison: comparison)
    let submissions = try submissions(directory, configuration, files, &programs, &warnings)
    // Programs that no verdict depends on.
    func helpers(_ folder: String) -> [Program] {
      do {
        return try programs.programs(in: directory.appendingPathComponent(folder)).map(\.program)
      } catch {
        warnings.append("\(error); the programs in \(folder) are left aside")
        return []
      }
    }
    let inputValidators = ["input_validators", "input_format_validators", "input_validator"]
      .flatMap(helpers)
    let generators = helpers("generators")
    for folder in ["include", "static_validator"]
    where try files.isDirectory(directory.appendingPathComponent(folder)) {
      warnings.append("\(directory.appendingPathComponent(folder).path): is not supported and left aside")
    }
    return ProblemPackage(
      problem: problem, directory: directory, submissions: submissions, outputValidator: validator,
      inputValidators: inputValidators, generators: generators, origin: configuration.origin,
      warnings: warnings + programs.warnings)
  }

  /// Reads where a package is from, and nothing else; nil when it does not say.
  /// - Throws: ``PackageError``
  public static func origin(of directory: URL) throws -> ProblemOrigin? {
    try ProblemConfiguration(directory: directory, files: try PackageFiles(root: directory)).origin
  }

  private static func outputValidator(
    _ configuration: ProblemConfiguration, _ directory: URL, _ files: PackageFiles,
    _ programs: inout PackagePrograms, _ warnings: inout [String]
  ) throws -> OutputValidator? {
    let folders = ["output_validators", "output_validator"]
      .map { directory.appendingPathComponent($0) }
    let present = try folders.filter { try !files.names(in: $0).isEmpty }
    // The older format asks for a custom validator in `problem.yaml`, the newer one by the directory.
    let isCustom = configuration.usesValidator ?? (configuration.format == .version2023 && !present.isEmpty)
    guard isCustom else {
      warnings += present.map { "\($0.path): is left aside, because `validation` is not custom" }
      return nil
    }
    var found: [Program] = []
    for folder in present {
      // The newer format has the sources of its one validator right in the directory.
      if folder.lastPathComponent == "output_validator",
        let program = try programs.program(inDirectory: folder)
      {
        found.append(program)
      } else {
        found += try programs.programs(in: folder).map(\.program)
      }
    }
    guard let program = found.first, found.count == 1 else {
      throw PackageError(
        file: directory.appendingPathComponent("problem.yaml").path, field: "validation",
        problem: "a custom output validator needs one program in output_validators/ or output_validator/, "
          + "found \(found.count); sources that belong together go into a directory of their own")
    }
    return OutputValidator(program: program, arguments: configuration.validatorFlags)
  }

  private static func submissions(
    _ directory: URL, _ configuration: ProblemConfiguration, _ files: PackageFiles,
    _ programs: inout PackagePrograms, _ warnings: inout [String]
  ) throws -> [Submission] {
    let root = directory.appendingPathComponent("submissions")
    var submissions: [Submission] = []
    for folder in try files.names(in: root) {
      let url = root.appendingPathComponent(folder)
      guard try files.isDirectory(url) else {
        if PackagePrograms.language(ofFile: folder) != nil {
          warnings.append("\(url.path): is left aside; a submission belongs into a folder such as accepted/")
        }
        continue
      }
      for (name, program) in try programs.programs(in: url) {
        var program = program
        program.entryPoint = configuration.function?.entryPoint
        submissions.append(Submission(name: "\(folder)/\(name)", folder: folder, program: program))
      }
    }
    return submissions
  }
}
