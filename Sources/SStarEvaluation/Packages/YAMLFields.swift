import Foundation
import Yams

/// A YAML mapping whose fields are read with errors that name file and field.
struct YAMLFields {
  let file: String
  let prefix: String
  let values: [String: Any]

  /// Reads a file that holds a mapping; an empty file is an empty mapping.
  init(file url: URL) throws {
    file = url.path
    prefix = ""
    let text: String
    do {
      text = try String(contentsOf: url, encoding: .utf8)
    } catch {
      throw PackageError(file: url.path, problem: "cannot be read as UTF-8 text")
    }
    do {
      let value = try Yams.load(yaml: text)
      guard let mapping = value as? [String: Any] else {
        guard value == nil || value is NSNull else {
          throw PackageError(file: url.path, problem: "expected a mapping of fields, found something else")
        }
        values = [:]
        return
      }
      values = mapping
    } catch let error as PackageError {
      throw error
    } catch {
      throw PackageError(file: url.path, problem: "is not valid YAML: \(error)")
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

  private func value(_ field: String) -> Any? {
    guard let value = values[field], !(value is NSNull) else { return nil }
    return value
  }

  func mapping(_ field: String) throws -> YAMLFields? {
    guard let value = value(field) else { return nil }
    guard let mapping = value as? [String: Any] else {
      throw error(field, "expected a mapping, found \(Self.shown(value))")
    }
    return YAMLFields(file: file, prefix: "\(prefix)\(field).", values: mapping)
  }

  func string(_ field: String) throws -> String? {
    guard let value = value(field) else { return nil }
    switch value {
    case let text as String: return text
    case let flag as Bool: return flag ? "true" : "false"
    case is Int, is Double: return "\(value)"
    default: throw error(field, "expected a text, found \(Self.shown(value))")
    }
  }

  func number(_ field: String) throws -> Double? {
    guard let value = value(field) else { return nil }
    let number =
      (value as? Double) ?? (value as? Int).map(Double.init) ?? (value as? String).flatMap(Double.init)
    guard let number, number.isFinite else {
      throw error(field, "expected a number, found \(Self.shown(value))")
    }
    return number
  }

  /// A number greater than zero.
  func positive(_ field: String) throws -> Double? {
    guard let number = try number(field) else { return nil }
    guard number > 0 else { throw error(field, "expected a number greater than zero, found \(number)") }
    return number
  }

  /// A list of words, or one text that is split at white space.
  func words(_ field: String) throws -> [String]? {
    guard let value = value(field) else { return nil }
    if let list = value as? [Any] {
      return try list.map { item in
        guard item is String || item is Int || item is Double else {
          throw error(field, "expected a list of words, found \(Self.shown(item)) in it")
        }
        return "\(item)"
      }
    }
    return try string(field)?.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// A text, or the English (else first) one of a map from language to text.
  func localized(_ field: String) throws -> String? {
    guard let value = value(field) else { return nil }
    guard let map = value as? [String: Any] else { return try string(field) }
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
    case is [String: Any]: "a mapping"
    default: "\(value)"
    }
  }
}
