import Configuration
import SStarModels
import Synchronization

/// All sources of settings in their order: flags, environment, the project's file, the user's file, defaults.
struct SettingsReader: Sendable {
  let prices: [String: PriceEntry]
  private let layers: [SettingsLayer]
  private let reader: ConfigReader
  private let trace = Trace()

  /// - Throws: ``SettingsError`` for a file that cannot be used, and for unknown settings.
  init(flags: [FlagValue] = [], places: SettingsPlaces) throws {
    try EnvironmentNames.check(places.environment, against: SettingTable.all)
    let files = try places.files.compactMap { try SettingsFile($0.url, name: $0.name) }
    layers =
      [.flags(flags), .environment(places.environment), .fallbacks(places.environment)]
      + files.map(SettingsLayer.file) + [.defaults(places)]
    prices = files.reduce(into: [:]) { $0.merge($1.prices) { first, _ in first } }
    reader = ConfigReader(providers: layers.map(\.provider), accessReporter: trace)
  }

  /// The text of a setting and where it comes from; nil when no source has it.
  func text(_ setting: any AnySetting) -> (text: String, origin: SettingOrigin)? {
    guard let text = reader.string(forKey: ConfigKey([setting.key])),
      let layer = trace.answerer(of: setting.key)
    else {
      return nil
    }
    return (text, layers[layer].origin(setting.key))
  }

  /// - Throws: ``SettingsError`` when the value is not allowed.
  func value<Value>(_ path: KeyPath<SettingTable, Setting<Value>>) throws -> Value {
    let setting = SettingTable.shared[keyPath: path]
    let found = text(setting)
    guard let value = setting.parse(found?.text) else {
      throw SettingsError(
        found?.origin ?? .standard, key: setting.key, problem: setting.complaint(found?.text ?? ""))
    }
    if let found, let complaint = Trust.complaint(setting.key, found.text, found.origin) {
      throw SettingsError(found.origin, key: setting.key, problem: complaint)
    }
    return value
  }

  /// Remembers which provider gave a key's value: it is the last one that was asked.
  private final class Trace: AccessReporter {
    private let answerers = Mutex<[AbsoluteConfigKey: Int]>([:])

    func answerer(of key: String) -> Int? { answerers.withLock { $0[AbsoluteConfigKey([key])] } }

    func report(_ event: AccessEvent) {
      answerers.withLock { $0[event.metadata.key] = event.providerResults.count - 1 }
    }
  }
}
