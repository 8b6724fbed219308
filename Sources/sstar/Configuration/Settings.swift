import SStarExecution

/// All settings of a command, resolved.
struct Settings: Sendable {
  var method: MethodSettings
  var models: ModelSettings
  var sandbox: SandboxOptions

  /// A flag goes before the environment, that before `./sstar.yaml`, that before the user's file, and that
  /// before the default.
  /// - Throws: ``SettingsError``.
  static func resolve(
    method: MethodFlags, models: ModelFlags, sandbox: SandboxFlags, places: SettingsPlaces = .current
  ) throws -> Settings {
    let reader = try SettingsReader(
      flags: method.values + models.values + sandbox.values, places: places)
    return Settings(
      method: try MethodSettings(reader), models: try ModelSettings(reader, places: places),
      sandbox: try SandboxOptions(reader))
  }
}

extension SandboxOptions {
  /// - Throws: ``SettingsError``.
  init(_ reader: SettingsReader) throws {
    self.init(mode: try reader.value(\.sandbox), workers: try reader.value(\.jobs))
  }

  /// For commands that run programs and draw none.
  /// - Throws: ``SettingsError``.
  static func resolve(_ flags: SandboxFlags, places: SettingsPlaces = .current) throws -> SandboxOptions {
    try SandboxOptions(SettingsReader(flags: flags.values, places: places))
  }
}
