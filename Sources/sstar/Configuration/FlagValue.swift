import ArgumentParser

/// A flag as given on the command line.
struct FlagValue: Sendable {
  let setting: any AnySetting
  /// Nil when the flag is not given.
  let text: String?
}

extension AnySetting {
  func flag(_ text: String?) -> FlagValue { FlagValue(setting: self, text: text) }

  func flag(_ value: Bool?) -> FlagValue { flag(value.map { "\($0)" }) }

  /// A flag that may be repeated.
  func flag(_ texts: [String]) -> FlagValue { flag(texts.isEmpty ? nil : JSONText.text(texts)) }
}

/// Flags that are settings; they have no defaults of their own.
protocol SettingFlags: ParsableArguments {
  func values(_ table: SettingTable) -> [FlagValue]
}

extension SettingFlags {
  var values: [FlagValue] { values(.shared) }

  /// Wrong flags are told with the command's usage.
  func validate() throws {
    for flag in values {
      guard let text = flag.text, !flag.setting.accepts(text) else { continue }
      throw ValidationError("\(flag.setting.flag): \(flag.setting.complaint(text))")
    }
  }
}

/// The help of the flag of a setting.
func flagHelp(_ path: KeyPath<SettingTable, some AnySetting>) -> ArgumentHelp {
  SettingTable.shared[keyPath: path].flagHelp
}

/// The shell completion of the flag of a setting.
func flagCompletion(_ path: KeyPath<SettingTable, some AnySetting>) -> CompletionKind? {
  SettingTable.shared[keyPath: path].completion
}
