import Configuration

/// One source of settings.
struct SettingsLayer: Sendable {
  let provider: any ConfigProvider
  /// Where the source has a key's value.
  let origin: @Sendable (String) -> SettingOrigin

  private init(
    _ provider: some ConfigProvider, origin: @escaping @Sendable (String) -> SettingOrigin
  ) {
    self.provider = provider
    self.origin = origin
  }

  static func flags(_ flags: [FlagValue]) -> SettingsLayer {
    let given = flags.compactMap { flag in flag.text.map { (flag.setting.key, $0) } }
    return SettingsLayer(memory("flags", Dictionary(given) { $1 })) { .flag("--\($0)") }
  }

  /// The variables that are named after settings. An empty one is as good as none.
  static func environment(_ environment: [String: String]) -> SettingsLayer {
    let variables = environment.filter { $0.key.hasPrefix(EnvironmentNames.prefix) && !$0.value.isEmpty }
    let provider = EnvironmentVariablesProvider(environmentVariables: variables, secretsSpecifier: .all)
    return SettingsLayer(provider.prefixKeys(with: "sstar")) { key in
      .variable(SettingTable.all.first { $0.key == key }?.variable ?? key)
    }
  }

  /// The variables of other tools.
  static func fallbacks(_ environment: [String: String]) -> SettingsLayer {
    let values = EnvironmentNames.fallbacks.compactMapValues { name in
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    return SettingsLayer(memory("fallback variables", values)) {
      .variable(EnvironmentNames.fallbacks[$0] ?? $0)
    }
  }

  static func file(_ file: SettingsFile) -> SettingsLayer {
    SettingsLayer(memory(file.name, file.values)) { .file(file.name, line: file.lines[$0] ?? 1) }
  }

  static func defaults(_ places: SettingsPlaces) -> SettingsLayer {
    var values: [String: String] = [:]
    for setting in SettingTable.all { values[setting.key] = setting.standard }
    values[SettingTable.shared.cacheDirectory.key] = places.cacheDirectory
    return SettingsLayer(memory("defaults", values)) { _ in .standard }
  }

  /// All values count as secrets, so that no access log of the library tells the password in an address.
  private static func memory(_ name: String, _ values: [String: String]) -> InMemoryProvider {
    InMemoryProvider(
      name: name,
      values: Dictionary(
        uniqueKeysWithValues: values.map { key, text in
          (AbsoluteConfigKey([key]), ConfigValue(.string(text), isSecret: true))
        }))
  }
}
