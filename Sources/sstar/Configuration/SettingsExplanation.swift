/// The table of `doctor --explain-config`: every setting, its value, and where the value comes from.
enum SettingsExplanation {
  /// Secrets are left out: passwords in addresses, values in request bodies, and keys altogether.
  /// - Throws: ``SettingsError`` for a value that is not allowed.
  static func text(_ reader: SettingsReader, environment: [String: String]) throws -> String {
    var rows: [(key: String, value: String, source: String)] = []
    for setting in SettingTable.all {
      guard let (text, origin) = reader.text(setting) else {
        rows.append((setting.key, "not set", "\(SettingOrigin.standard)"))
        continue
      }
      guard setting.accepts(text) else {
        throw SettingsError(origin, key: setting.key, problem: setting.complaint(text))
      }
      rows.append((setting.key, bare(setting.shown(text)), "\(origin)"))
    }
    for (model, entry) in reader.prices.sorted(by: { $0.key < $1.key }) {
      rows.append(("\(PriceEntry.key): \(terminalLine(model, limit: 60))", entry.text, "\(entry.origin)"))
    }
    for name in EnvironmentNames.credentials {
      let isSet = !(environment[name] ?? "").isEmpty
      rows.append((name, isSet ? "set" : "not set", isSet ? "environment" : "default"))
    }
    let keyWidth = rows.map(\.key.count).max() ?? 0
    let valueWidth = rows.map(\.value.count).max() ?? 0
    return rows.map { row in
      "\(padded(row.key, keyWidth))  \(padded(row.value, valueWidth))  \(terminalLine(row.source))\n"
    }.joined()
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// In a table, quotation marks are in the way.
  private static func bare(_ text: String) -> String {
    text.hasPrefix("“") && text.hasSuffix("”") ? String(text.dropFirst().dropLast()) : text
  }
}
