import Foundation

/// A JSON value read with tolerance: what is missing or of another type is nil.
struct JSON {
  let value: Any?

  init(_ value: Any?) {
    self.value = value is NSNull ? nil : value
  }

  /// Nil when `data` is no JSON.
  init?(_ data: Data) {
    if let value = Self.value(data) {
      self.init(value)
    } else if let mended = SurrogateEscapes.mended(data), let value = Self.value(mended) {
      self.init(value)
    } else {
      return nil
    }
  }

  private static func value(_ data: Data) -> Any? {
    try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
  }

  subscript(_ key: String) -> JSON { JSON((value as? [String: Any])?[key]) }
  var array: [JSON] { (value as? [Any])?.map { JSON($0) } ?? [] }
  var string: String? { value as? String }
  /// A whole number; one that no `Double` holds exactly is none.
  var int: Int? {
    guard let number = (value as? NSNumber)?.doubleValue, abs(number) <= 0x1p53 else { return nil }
    return Int(number)
  }
  /// A number of tokens; what no server can have counted is none.
  var count: Int? { int.flatMap { (0...Completion.Tokens.most).contains($0) ? $0 : nil } }
  var exists: Bool { value != nil }
  var isObject: Bool { value is [String: Any] }

  /// The same bytes for the same value.
  static func encoded(_ object: [String: Any]) -> Data {
    // Every object that is passed here is made of strings, numbers, arrays and objects.
    (try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes]))
      ?? Data()
  }
}
