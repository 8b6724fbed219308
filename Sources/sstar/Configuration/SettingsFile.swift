import Foundation
import Yams

/// The settings of one YAML file: texts by key, with the lines on which they stand.
struct SettingsFile: Sendable {
  /// The file in messages.
  let name: String
  private(set) var values: [String: String] = [:]
  private(set) var lines: [String: Int] = [:]
  private(set) var prices: [String: PriceEntry] = [:]

  /// Reads a file; nil when there is none.
  /// - Throws: ``SettingsError``.
  init?(_ url: URL, name: String) throws {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else { return nil }
    let isRegular = (try? url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey]))?
      .isRegularFile
    guard isRegular == true else {
      throw SettingsError(place: name, problem: "is no file; expected a YAML file with settings")
    }
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw SettingsError(place: name, problem: "cannot be read; check its permissions")
    }
    guard data.count <= Self.mostBytes else {
      throw SettingsError(place: name, problem: "is larger than \(Self.mostBytes >> 20) MiB")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      let valid = String(decoding: data, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
      let line = 1 + valid.count { $0.isNewline }
      throw SettingsError(place: "\(name):\(line)", problem: "is not UTF-8 text")
    }
    try self.init(text, name: name)
  }

  private static let mostBytes = 1 << 20

  /// - Throws: ``SettingsError``.
  init(_ text: String, name: String) throws {
    self.name = name
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw Self.malformed(error, name: name)
    }
    guard let node, !node.isAbsent else { return }
    guard case .mapping(let mapping) = node else {
      throw SettingsError(
        place: "\(name):\(node.mark?.line ?? 1)", problem: "expected a mapping from setting to value")
    }
    for (key, value) in mapping { try add(key, value) }
  }

  private mutating func add(_ key: Node, _ value: Node) throws {
    let line = key.mark?.line ?? 1
    let origin = SettingOrigin.file(name, line: line)
    let name = key.scalar?.string ?? ""
    if name == PriceEntry.key {
      if !value.isAbsent { prices = try PriceEntry.all(value, file: self.name, line: line) }
      return
    }
    guard let setting = SettingTable.all.first(where: { $0.key == name }) else {
      throw SettingsError(
        unknown: name, at: "\(origin)", what: "setting",
        known: SettingTable.all.map(\.key) + [PriceEntry.key])
    }
    if value.isAbsent { return }
    switch value {
    case .scalar(let scalar): values[name] = scalar.string
    case .sequence(let sequence) where setting.form == .list:
      values[name] = JSONText.text(
        try sequence.map { item in
          guard let text = item.scalar?.string else {
            throw SettingsError(origin, key: name, problem: "expected \(setting.allowed)")
          }
          return text
        })
    case .mapping where setting.form == .mapping:
      guard let text = JSONText.text(value) else {
        throw SettingsError(origin, key: name, problem: "is too large, its aliases expanded, or has odd keys")
      }
      values[name] = text
    case .sequence:
      throw SettingsError(origin, key: name, problem: "expected \(setting.allowed), found a list")
    case .mapping, .alias:
      throw SettingsError(origin, key: name, problem: "expected \(setting.allowed), found a mapping")
    }
    if let text = values[name], !setting.accepts(text) {
      throw SettingsError(origin, key: name, problem: setting.complaint(text))
    }
    lines[name] = line
  }

  private static func malformed(_ error: any Error, name: String) -> SettingsError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      SettingsError(place: "\(name):\(mark.line)", problem: "is not valid YAML: \(problem)")
    case .reader(let problem, let offset, _, let yaml):
      SettingsError(
        place: "\(name):\(1 + yaml.prefix(offset ?? 0).count { $0.isNewline })",
        problem: "is not valid YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      SettingsError(
        place: "\(name):\(context.mark.line)",
        problem: "a mapping has the same key twice: \(terminalLine(duplicates.joined(separator: ", ")))")
    default: SettingsError(place: name, problem: "is not valid YAML")
    }
  }
}

extension Node {
  /// Nothing stands behind the key, or `null`: as if the key were not there.
  fileprivate var isAbsent: Bool {
    guard case .scalar(let scalar) = self else { return false }
    let isPlain = scalar.style == .any || scalar.style == .plain
    return isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }
}
