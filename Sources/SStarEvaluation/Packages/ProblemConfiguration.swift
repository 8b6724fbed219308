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

  /// Larger values are mistakes.
  private enum Largest {
    static let timeSeconds = 86_400.0
    static let memoryMiB = 1_048_576.0
    static let outputMiB = 4096.0
  }

  var name: String?
  var format: PackageFormat
  /// Whether `problem.yaml` asks for a custom output validator; nil when it leaves that to the directory.
  var usesValidator: Bool?
  /// Arguments of the output validator: those of `problem.yaml`, then those of the hidden tests' group.
  var validatorFlags: [String]
  var testSettings: TestSettings
  var limits: Limits
  /// How a time limit follows from the accepted submissions; nil when the package gives one.
  var timeLimitRule: TimeLimitRule?
  var function: FunctionSignature?
  /// Whether `.py` files among the tests are assertions that are tests themselves.
  var hasAssertions: Bool
  /// Where an imported problem is from.
  var origin: ProblemOrigin?
  /// What the package says and this program does not heed, a sentence each.
  var warnings: [String] = []

  /// - Parameter directory: the package's directory, which must hold `problem.yaml`.
  /// - Throws: ``PackageError``.
  init(directory: URL, files: PackageFiles) throws {
    let file = directory.appendingPathComponent("problem.yaml")
    guard let fields = try YAMLFields(file: file, files: files) else {
      throw PackageError(
        file: directory.path, problem: "no problem.yaml here; a problem package needs one")
    }
    format = try PackageFormat(fields)
    try Self.refuseUnsupportedTypes(fields)
    name = try fields.localized("name")
    usesValidator = try Self.usesValidator(fields)
    testSettings = try TestSettings(package: directory, files: files)
    validatorFlags = try (fields.words("validator_flags") ?? []) + testSettings.arguments
    let seconds = try Self.timeLimit(fields, directory: directory, files: files)
    limits = try Self.limits(fields, seconds: seconds)
    let own = try fields.mapping("sstar")
    function = try own.flatMap(Self.function)
    hasAssertions = try own?.boolean("assertions") ?? false
    origin = try own?.mapping("origin").map(ProblemOrigin.init)
    if seconds == nil {
      timeLimitRule = try TimeLimitRule(fields, format)
      warnings.append(Self.noTimeLimit(in: directory))
    }
    if let constants = try fields.mapping("constants"), !constants.values.isEmpty {
      warnings.append("\(file.path): constants: are not replaced in statements and programs")
    }
  }

  /// The warning that a package gives no time limit.
  static func noTimeLimit(in directory: URL) -> String {
    "\(directory.appendingPathComponent("problem.yaml").path): no time limit is given; "
      + "\(Defaults.timeSeconds) seconds are used"
  }

  private static func usesValidator(_ fields: YAMLFields) throws -> Bool? {
    guard let words = try fields.words("validation"), let first = words.first else { return nil }
    for word in words where ["interactive", "multi-pass", "multipass"].contains(word) {
      throw fields.unsupported("validation", "\(word) problems are")
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
      throw fields.unsupported("type", "\(type) problems are")
    }
  }

  private static func limits(_ fields: YAMLFields, seconds: Double?) throws -> Limits {
    let limits = try fields.mapping("limits")
    let memory = try limits?.positive("memory", largest: Largest.memoryMiB) ?? Defaults.memoryMiB
    let output = try limits?.positive("output", largest: Largest.outputMiB) ?? Defaults.outputMiB
    return Limits(
      cpuSeconds: seconds ?? Defaults.timeSeconds, memoryBytes: Int(memory * 1_048_576),
      outputBytes: Int(output * 1_048_576))
  }

  /// By `problem.yaml`, `.timelimit` or `domjudge-problem.ini`, in this order; nil when none gives it.
  private static func timeLimit(
    _ fields: YAMLFields, directory: URL, files: PackageFiles
  ) throws -> Double? {
    let limits = try fields.mapping("limits")
    if let seconds = try limits?.positive("time_limit", largest: Largest.timeSeconds) { return seconds }
    let file = directory.appendingPathComponent(".timelimit")
    if let text = try files.text(of: file) { return try seconds(text, file: file, field: nil) }
    let settings = directory.appendingPathComponent("domjudge-problem.ini")
    guard let text = try files.text(of: settings) else { return nil }
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 2, parts[0] == "timelimit" else { continue }
      let value = parts[1].trimmingCharacters(in: CharacterSet(charactersIn: "'\""))
      return try seconds(value, file: settings, field: "timelimit")
    }
    return nil
  }

  private static func seconds(_ text: String, file: URL, field: String?) throws -> Double {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let value = Double(text), value > 0, value <= Largest.timeSeconds else {
      throw PackageError(
        file: file.path, field: field,
        problem: "expected a number of seconds, at most \(Largest.timeSeconds), found “\(text.prefix(40))”")
    }
    return value
  }

  /// - Parameter function: the fields of `sstar:`; nil when they tell of the problem's origin alone.
  private static func function(_ function: YAMLFields) throws -> FunctionSignature? {
    if !function.values.isEmpty, function.values.keys.allSatisfy({ $0 == "origin" }) { return nil }
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
        guard let text = rest.popFirst(), let value = Double(text), value >= 0, value.isFinite
        else {
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
