import Foundation

/// Settings of test groups (`testdata.yaml`, `test_group.yaml`) and of single tests (`NAME.yaml`).
///
/// One set of output validator arguments is used for the whole package: tests that ask for others, or for
/// arguments to the program, are refused rather than judged wrongly.
struct TestSettings {
  private static let argumentKeys = ["output_validator_args", "output_validator_flags"]

  /// The arguments that all tests must agree on.
  let arguments: [String]

  /// Those of the hidden tests, by the settings of `data/secret`, else of `data`.
  init(package: URL, files: PackageFiles) throws {
    let data = package.appendingPathComponent("data")
    let own = try Self.arguments(ofGroup: data.appendingPathComponent("secret"), files: files)
    arguments = try own ?? Self.arguments(ofGroup: data, files: files) ?? []
  }

  /// The output validator arguments that a group's own settings give; nil when they leave them to the parent.
  static func arguments(ofGroup directory: URL, files: PackageFiles) throws -> [String]? {
    for name in ["test_group.yaml", "testdata.yaml"] {
      let file = directory.appendingPathComponent(name)
      guard let fields = try YAMLFields(file: file, files: files) else { continue }
      try refuseProgramArguments(fields)
      for key in argumentKeys {
        if let words = try fields.words(key) { return words }
      }
    }
    return nil
  }

  /// - Parameter test: the test's path without suffix.
  func check(test: URL, inherited: [String], files: PackageFiles) throws {
    let file = test.appendingPathExtension("yaml")
    var asked = inherited
    if let fields = try YAMLFields(file: file, files: files) {
      try Self.refuseProgramArguments(fields)
      for key in Self.argumentKeys.reversed() { asked = try fields.words(key) ?? asked }
    }
    guard asked == arguments else {
      throw PackageError(
        file: test.appendingPathExtension("in").path,
        problem: "is not supported: its output validator arguments (\(asked.joined(separator: " "))) differ "
          + "from those of data/secret (\(arguments.joined(separator: " ")))", isUnsupported: true)
    }
  }

  private static func refuseProgramArguments(_ fields: YAMLFields) throws {
    if let arguments = try fields.words("args"), !arguments.isEmpty {
      throw fields.unsupported("args", "arguments of programs are")
    }
  }
}
