import Foundation
import Yams

/// A YAML mapping whose fields are read with errors that name file and field.
struct YAMLFields {
  let file: String
  let prefix: String
  let values: [String: Any]

  /// Reads a file that holds a mapping; an empty file is an empty mapping. Nil when there is no such file.
  /// - Throws: ``PackageError``.
  init?(file url: URL, files: PackageFiles) throws {
    guard let text = try files.text(of: url) else { return nil }
    file = url.path
    prefix = ""
    let value: Any?
    do {
      let node = try Yams.compose(yaml: text, Self.resolver)
      var budget = Self.mostNodes
      guard node.map({ Self.isSmall($0, budget: &budget) }) ?? true else {
        throw PackageError(
          file: url.path, problem: "holds more than \(Self.mostNodes) values, its aliases expanded")
      }
      value = node?.any
    } catch let error as PackageError {
      throw error
    } catch {
      throw PackageError(file: url.path, problem: "is not valid YAML: \(error)")
    }
    switch value {
    case nil, is NSNull, "" as String: values = [:]
    case let value?: values = try Self.fields(value, file: url.path)
    }
  }

  /// Aliases of aliases could make a small file expand without end.
  private static let mostNodes = 100_000

  private static func isSmall(_ node: Node, budget: inout Int) -> Bool {
    budget -= 1
    guard budget > 0 else { return false }
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping
      where !isSmall(key, budget: &budget) || !isSmall(value, budget: &budget) {
        return false
      }
    case .sequence(let sequence):
      for item in sequence where !isSmall(item, budget: &budget) { return false }
    case .scalar, .alias: break
    }
    return true
  }

  /// Scalars stay the text that was written, so that a name `No`, a version `010` or a flag `1e-6` is kept.
  private static let resolver = Resolver.basic.appending(.null)

  /// Keys that are no texts are as unknown as other unknown keys.
  private static func fields(_ value: Any, file: String, field: String? = nil) throws -> [String: Any] {
    guard let mapping = value as? [AnyHashable: Any] else {
      throw PackageError(file: file, field: field, problem: "expected a mapping, found \(shown(value))")
    }
    return mapping.reduce(into: [:]) { fields, entry in
      if let key = entry.key as? String { fields[key] = entry.value }
    }
  }

  private init(file: String, prefix: String, values: [String: Any]) {
    self.file = file
    self.prefix = prefix
    self.values = values
  }

  func error(_ field: String, _ problem: String) -> PackageError {
    PackageError(file: file, field: prefix + field, problem: problem)
  }

  /// A field that asks for what this program does not do; `what` begins the sentence.
  func unsupported(_ field: String, _ what: String) -> PackageError {
    PackageError(
      file: file, field: prefix + field, problem: "\(what) not supported", isUnsupported: true)
  }

  private func value(_ field: String) -> Any? {
    guard let value = values[field], !(value is NSNull) else { return nil }
    return value
  }

  func mapping(_ field: String) throws -> YAMLFields? {
    guard let value = value(field) else { return nil }
    let mapping = try Self.fields(value, file: file, field: prefix + field)
    return YAMLFields(file: file, prefix: "\(prefix)\(field).", values: mapping)
  }

  func string(_ field: String) throws -> String? {
    guard let value = value(field) else { return nil }
    guard let text = value as? String else {
      throw error(field, "expected a text, found \(Self.shown(value))")
    }
    return text
  }

  func number(_ field: String) throws -> Double? {
    guard let value = value(field) else { return nil }
    let number = (value as? String).flatMap(Double.init)
    guard let number, number.isFinite else {
      throw error(field, "expected a number, found \(Self.shown(value))")
    }
    return number
  }

  /// A number greater than zero and at most `largest`.
  func positive(_ field: String, largest: Double) throws -> Double? {
    guard let number = try number(field) else { return nil }
    guard number > 0, number <= largest else {
      throw error(
        field,
        "expected a number greater than zero and at most \(largest), found \(Self.shown(values[field] ?? ""))"
      )
    }
    return number
  }

  func boolean(_ field: String) throws -> Bool? {
    guard let text = try string(field) else { return nil }
    guard ["true", "false"].contains(text) else {
      throw error(field, "expected true or false, found \(Self.shown(text))")
    }
    return text == "true"
  }

  /// A list of words, or one text that is split at white space.
  func words(_ field: String) throws -> [String]? {
    guard let value = value(field) else { return nil }
    if let list = value as? [Any] {
      return try list.map { item in
        guard let word = item as? String else {
          throw error(field, "expected a list of words, found \(Self.shown(item)) in it")
        }
        return word
      }
    }
    return try string(field)?.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// A text, or the English (else first) one of a map from language to text.
  func localized(_ field: String) throws -> String? {
    guard let value = value(field) else { return nil }
    guard value is [AnyHashable: Any] else { return try string(field) }
    let map = try Self.fields(value, file: file, field: prefix + field)
    let languages = map.keys.sorted { ($0 == "en" ? 0 : 1, $0) < ($1 == "en" ? 0 : 1, $1) }
    guard let language = languages.first, let text = map[language] as? String else {
      throw error(field, "expected a text or a map from language to text")
    }
    return text
  }

  private static func shown(_ value: Any) -> String {
    switch value {
    case let text as String: "“\(text.prefix(60))”"
    case is [Any]: "a list"
    case is [AnyHashable: Any]: "a mapping"
    default: "\(value)"
    }
  }
}
