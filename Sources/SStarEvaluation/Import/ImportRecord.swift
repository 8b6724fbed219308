import Foundation
import SStarExecution

/// One record of an input file, read by the names of its fields.
struct ImportRecord: Sendable {
  private let fields: [[UInt8]: JSONValue]

  init(_ fields: [[UInt8]: JSONValue]) {
    self.fields = fields
  }

  /// - Throws: ``ImportSkip`` when the text is no JSON object.
  init(parsing text: Data) throws {
    guard case .object(let fields)? = JSONValue(parsing: text) else {
      throw ImportSkip("not a JSON object", Self.objection(to: text))
    }
    self.fields = fields
  }

  /// Some of the names of its fields, for people.
  var shownNames: String {
    let names = fields.keys.map { String(decoding: $0, as: UTF8.self).prefix(40) }.sorted()
    let shown = names.prefix(8).joined(separator: ", ")
    return names.isEmpty ? "none" : names.count > 8 ? "\(shown)…" : shown
  }

  func has(_ name: String) -> Bool { self[name] != nil }

  /// The value of a field; nil when it is absent or null.
  subscript(name: String) -> JSONValue? {
    guard let value = fields[Array(name.utf8)] else { return nil }
    if case .null = value { return nil }
    return value
  }

  func optionalText(_ name: String) throws -> String? {
    switch self[name] {
    case nil: return nil
    case .string(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .integer(let digits): return digits
    default: throw ImportSkip("malformed field", "\(name): expected a text")
    }
  }

  func text(_ name: String) throws -> String {
    guard let text = try optionalText(name) else { throw ImportSkip("missing field", name) }
    return text
  }

  func list(_ name: String) throws -> [JSONValue] {
    switch self[name] {
    case nil: return []
    case .array(let items): return items
    default: throw ImportSkip("malformed field", "\(name): expected a list")
    }
  }

  func texts(_ name: String) throws -> [String] {
    try list(name).map { item in
      guard case .string(let bytes) = item else {
        throw ImportSkip("malformed field", "\(name): expected a list of texts")
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  func number(_ name: String) -> Double? { self[name]?.number }

  /// A mapping, or the text of one; nil when it is absent or empty.
  func record(_ name: String) throws -> ImportRecord? {
    switch self[name] {
    case nil: return nil
    case .object(let fields): return ImportRecord(fields)
    case .string(let bytes):
      guard bytes.contains(where: { $0 > 0x20 }) else { return nil }
      guard case .object(let fields)? = JSONValue(parsing: Data(bytes)) else {
        throw ImportSkip("malformed field", "\(name): is no JSON object")
      }
      return ImportRecord(fields)
    default: throw ImportSkip("malformed field", "\(name): expected an object")
    }
  }

  /// Texts, or the text of a JSON list of them, as some formats have it.
  func textsOrJSON(_ name: String) throws -> [String] {
    guard case .string(let bytes)? = self[name] else { return try texts(name) }
    guard bytes.contains(where: { $0 > 0x20 }) else { return [] }
    guard case .array(let items)? = JSONValue(parsing: Data(bytes)) else {
      throw ImportSkip("malformed field", "\(name): is no JSON list")
    }
    return try ImportRecord([Array(name.utf8): .array(items)]).texts(name)
  }

  /// Why a text is no object, as far as its ends tell.
  private static func objection(to text: Data) -> String {
    let last = text.last { $0 > 0x20 }
    let reason =
      switch text.first(where: { $0 > 0x20 }) {
      case UInt8(ascii: "{") where last != UInt8(ascii: "}"): ", and is cut"
      case UInt8(ascii: "{"): ", and is malformed"
      default: ""
      }
    return "begins with “\(beginning(of: text))”\(reason)"
  }

  static func beginning(of text: Data) -> String {
    let text = String(decoding: text.prefix(160), as: UTF8.self)
    return String(text.prefix { !$0.isNewline }.prefix(40))
  }
}
