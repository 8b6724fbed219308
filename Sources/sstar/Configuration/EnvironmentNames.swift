import SStarModels

/// Names of environment variables.
enum EnvironmentNames {
  static let prefix = "SSTAR_"

  /// Variables of other tools that stand in for ours, by the key of the setting.
  static let fallbacks = ["base-url": "OPENAI_BASE_URL", "anthropic-base-url": "ANTHROPIC_BASE_URL"]

  /// Variables with secrets, which are never printed.
  static let credentials = Provider.all.compactMap(\.keyVariable)

  /// Whether the project uses the variable for something else than a setting.
  private static func isOwn(_ name: String) -> Bool {
    ["SSTAR_LIBEXEC", "SSTAR_SHARED"].contains(name)
      || ["SSTAR_TEST_", "SSTAR_OPENAI_TEST_"].contains { name.hasPrefix($0) }
  }

  /// - Throws: ``SettingsError`` for a variable that looks like a setting and is none.
  static func check(_ environment: [String: String], against settings: [any AnySetting]) throws {
    let known = settings.map(\.variable)
    for name in environment.keys.sorted() where name.hasPrefix(prefix) {
      if known.contains(name) || isOwn(name) { continue }
      throw SettingsError(unknown: name, at: "environment", what: "variable", known: known)
    }
  }
}
