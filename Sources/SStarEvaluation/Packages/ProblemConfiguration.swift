import Foundation
import SStar

/// What `problem.yaml`, `.timelimit` and the like say of a package.
struct ProblemConfiguration {
  /// Limits where the package is silent: the ICPC tools' own defaults for memory and output.
  enum Defaults {
    static let timeSeconds = 2.0
    static let memoryMiB = 2048.0
    static let outputMiB = 8.0
  }

  var name: String?
  var format: PackageFormat
  /// Whether `problem.yaml` asks for a custom output validator; nil when it leaves that to the directory.
  var usesValidator: Bool?
  var validatorFlags: [String]
  var limits: Limits
  var function: FunctionSignature?

  /// - Parameter directory: the package's directory, which must hold `problem.yaml`.
  init(directory: URL) throws {
    let file = directory.appendingPathComponent("problem.yaml")
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw PackageError(
        file: directory.path, problem: "no problem.yaml here; a problem package needs one")
    }
    let fields = try YAMLFields(file: file)
    format = try PackageFormat(fields)
    name = try fields.localized("name")
    usesValidator = try Self.usesValidator(fields, format)
    validatorFlags = try Self.validatorFlags(fields, directory: directory)
    limits = try Self.limits(fields, directory: directory)
    function = try Self.function(fields)
    try Self.refuseUnsupportedTypes(fields)
  }

  private static func usesValidator(_ fields: YAMLFields, _ format: PackageFormat) throws -> Bool? {
    guard let words = try fields.words("validation"), let first = words.first else { return nil }
    if words.contains("interactive") {
      throw fields.error("validation", "interactive problems are not supported")
    }
    switch first {
    case "default": return false
    // `custom score` validators still accept or reject; scores are left aside.
    case "custom": return true
    default: throw fields.error("validation", "expected `default` or `custom`, found “\(first)”")
    }
  }

  private static func refuseUnsupportedTypes(_ fields: YAMLFields) throws {
    let types = try fields.words("type") ?? []
    for type in types where ["interactive", "multi-pass", "submit-answer"].contains(type) {
      throw fields.error("type", "\(type) problems are not supported")
    }
  }

  private static func validatorFlags(_ fields: YAMLFields, directory: URL) throws -> [String] {
    for key in ["validator_flags", "output_validator_flags", "output_validator_args"] {
      if let flags = try fields.words(key) { return flags }
    }
    // The innermost settings that concern all hidden tests.
    for folder in ["data/secret", "data"] {
      for name in ["test_group.yaml", "testdata.yaml"] {
        let file = directory.appendingPathComponent(folder).appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: file.path) else { continue }
        let group = try YAMLFields(file: file)
        for key in ["output_validator_args", "output_validator_flags"] {
          if let flags = try group.words(key) { return flags }
        }
      }
    }
    return []
  }

  private static func limits(_ fields: YAMLFields, directory: URL) throws -> Limits {
    let limits = try fields.mapping("limits")
    var seconds = try limits?.positive("time_limit")
    if seconds == nil {
      let file = directory.appendingPathComponent(".timelimit")
      if let text = try? String(contentsOf: file, encoding: .utf8) {
        guard let value = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)), value > 0,
          value.isFinite
        else {
          throw PackageError(
            file: file.path, problem: "expected a number of seconds, found “\(text.prefix(40))”")
        }
        seconds = value
      }
    }
    if seconds == nil { seconds = try domjudgeTimeLimit(directory) }
    let memory = try limits?.positive("memory") ?? Defaults.memoryMiB
    let output = try limits?.positive("output") ?? Defaults.outputMiB
    return Limits(
      cpuSeconds: seconds ?? Defaults.timeSeconds, memoryBytes: Int(clamping: Int64(memory * 1_048_576)),
      outputBytes: Int(clamping: Int64(output * 1_048_576)))
  }

  private static func domjudgeTimeLimit(_ directory: URL) throws -> Double? {
    let file = directory.appendingPathComponent("domjudge-problem.ini")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 2, parts[0] == "timelimit" else { continue }
      let quoted = parts[1].trimmingCharacters(in: CharacterSet(charactersIn: "'\""))
      guard let value = Double(quoted), value > 0 else {
        throw PackageError(
          file: file.path, field: "timelimit", problem: "expected a number, found “\(quoted)”")
      }
      return value
    }
    return nil
  }

  private static func function(_ fields: YAMLFields) throws -> FunctionSignature? {
    guard let function = try fields.mapping("sstar") else { return nil }
    guard let entryPoint = try function.string("entry_point"), !entryPoint.isEmpty else {
      throw function.error("entry_point", "is missing; it names the function that a program must define")
    }
    guard entryPoint.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
      throw function.error("entry_point", "“\(entryPoint)” is not a function name")
    }
    return FunctionSignature(
      entryPoint: entryPoint, signature: try function.string("signature") ?? "def \(entryPoint)(*args):")
  }

  /// The flags of the default output validator.
  func tokenComparison(file: String) throws -> TokenComparison {
    var comparison = TokenComparison()
    var rest = validatorFlags[...]
    while let flag = rest.popFirst() {
      switch flag {
      case "case_sensitive": comparison.caseSensitive = true
      case "space_change_sensitive": comparison.spaceChangeSensitive = true
      case "float_tolerance", "float_absolute_tolerance", "float_relative_tolerance":
        guard let text = rest.popFirst(), let value = Double(text), value >= 0 else {
          throw PackageError(
            file: file, field: "validator_flags", problem: "\(flag) must be followed by a number")
        }
        if flag != "float_relative_tolerance" { comparison.absoluteTolerance = value }
        if flag != "float_absolute_tolerance" { comparison.relativeTolerance = value }
      default:
        throw PackageError(
          file: file, field: "validator_flags",
          problem: "“\(flag)” is no flag of the default output validator; known are case_sensitive, "
            + "space_change_sensitive, float_tolerance, float_absolute_tolerance, float_relative_tolerance")
      }
    }
    return comparison
  }
}
