import Foundation

/// How a value may be written in a YAML file, besides as text.
enum ValueForm: Sendable {
  case scalar, list, mapping
}

/// A type of values with its range.
struct ValueKind<Value: Sendable>: Sendable {
  var form = ValueForm.scalar
  /// The values, as a noun phrase.
  let allowed: String
  var choices: [String] = []
  /// A text as it may be printed.
  var shown: @Sendable (String) -> String = { "“\(terminalLine($0, limit: 60))”" }
  /// Nil when the text is no value of this kind.
  let parse: @Sendable (String) -> Value?
}

extension ValueKind where Value: FixedWidthInteger {
  static func integer(_ range: ClosedRange<Value>) -> Self {
    Self(allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
      Value(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension ValueKind where Value == Double {
  static func number(_ range: ClosedRange<Double>) -> Self {
    Self(allowed: "a number from \(range.lowerBound.formatted) to \(range.upperBound.formatted)") { text in
      Double(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// Greater than zero.
  static func positive(atMost largest: Double) -> Self {
    Self(allowed: "a number greater than 0 and at most \(largest.formatted)") { text in
      Double(text).flatMap { $0 > 0 && $0 <= largest ? $0 : nil }
    }
  }
}

extension Double {
  fileprivate var formatted: String { self == rounded() ? String(Int(self)) : "\(self)" }
}

extension ValueKind where Value == Bool {
  /// Also the words of YAML 1.1 and of shell scripts.
  static var truth: Self {
    Self(allowed: "true or false") { text in
      switch text.lowercased() {
      case "true", "yes", "on", "1": true
      case "false", "no", "off", "0": false
      default: nil
      }
    }
  }
}

extension ValueKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  static var choice: Self {
    let choices = Value.allCases.map(\.rawValue)
    return Self(allowed: "one of \(choices.joined(separator: ", "))", choices: choices) {
      Value(rawValue: $0)
    }
  }
}

extension ValueKind where Value == String {
  static var text: Self { Self(allowed: "a text that is not empty") { $0.isEmpty ? nil : $0 } }

  /// The text of a JSON object.
  static func object(_ allowed: String, shown: @escaping @Sendable (String) -> String) -> Self {
    Self(form: .mapping, allowed: allowed, shown: shown) { JSONText.object($0) == nil ? nil : $0 }
  }

  /// The text of a JSON object of numbers.
  static func numbers(_ range: ClosedRange<Double>, of what: String) -> Self {
    let number = ValueKind<Double>.number(range).allowed
    return Self(form: .mapping, allowed: "a mapping from \(what) to \(number)") { text in
      guard let numbers = JSONText.numbers(text), numbers.values.allSatisfy(range.contains) else {
        return nil
      }
      return text
    }
  }
}

extension ValueKind where Value == [String] {
  /// A JSON list of texts; any other text is the only one of the list.
  static var texts: Self {
    Self(
      form: .list, allowed: "a text or a list of texts, none of them empty",
      shown: { terminalLine($0, limit: 60) }
    ) { text in
      let list = JSONText.list(text) ?? [text]
      return list.contains("") ? nil : list
    }
  }
}

extension ValueKind where Value == URL {
  static var webAddress: Self {
    Self(allowed: "an http or https address", shown: { "“\(terminalLine(Redaction.address($0)))”" }) { text in
      guard let components = URLComponents(string: text), ["http", "https"].contains(components.scheme),
        components.host?.isEmpty == false
      else { return nil }
      return components.url
    }
  }
}
