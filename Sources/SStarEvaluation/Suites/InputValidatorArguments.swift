import Foundation

/// The arguments that a package's test groups (`testdata.yaml`, `test_group.yaml`) and tests (`NAME.yaml`) give
/// to its input validators.
struct InputValidatorArguments: Sendable {
  private enum Setting {
    case all([String])
    /// By the validator's name.
    case named([String: [String]])
  }

  private let package: URL
  private let files: PackageFiles
  private var groups: [String: Setting] = [:]

  /// - Throws: ``PackageError``.
  init(package: URL) throws {
    self.package = package
    files = try PackageFiles(root: package)
  }

  /// The arguments for a validator, by the name of its main file, on a test such as `secret/group1/03`.
  /// - Throws: ``PackageError`` when a settings file is malformed.
  mutating func arguments(for validator: String, on test: String) throws -> [String] {
    let own = try setting(in: "data/\(test).yaml")
    switch try own ?? setting(ofGroup: (test as NSString).deletingLastPathComponent) {
    case .all(let arguments): return arguments
    case .named(let arguments):
      let stem = (validator as NSString).deletingPathExtension
      return arguments[validator] ?? arguments[stem] ?? []
    }
  }

  /// A group's own setting, else that of the group above it.
  private mutating func setting(ofGroup group: String) throws -> Setting {
    if let known = groups[group] { return known }
    let prefix = group.isEmpty ? "data" : "data/\(group)"
    var found = try setting(in: "\(prefix)/test_group.yaml") ?? setting(in: "\(prefix)/testdata.yaml")
    if found == nil, !group.isEmpty {
      found = try setting(ofGroup: (group as NSString).deletingLastPathComponent)
    }
    let setting = found ?? .all([])
    groups[group] = setting
    return setting
  }

  private func setting(in path: String) throws -> Setting? {
    guard let fields = try YAMLFields(file: package.appendingPathComponent(path), files: files) else {
      return nil
    }
    for key in ["input_validator_args", "input_validator_flags"] {
      guard let value = fields.values[key], !(value is NSNull) else { continue }
      guard value is [AnyHashable: Any], let map = try fields.mapping(key) else {
        return .all(try fields.words(key) ?? [])
      }
      // The older format names one validator; the newer one maps names to arguments.
      if let flags = try map.values["flags"] == nil ? nil : map.words("flags") {
        return .named([try map.string("name") ?? "": flags])
      }
      return .named(try map.values.keys.reduce(into: [:]) { $0[$1] = try map.words($1) })
    }
    return nil
  }
}
