import Foundation

/// Changes the arguments of a function problem: one JSON value a line.
struct JSONMutation {
  let numbers: InterestingNumbers

  func mutated(_ input: Data, changes: Int, using random: inout SeededGenerator) -> Data? {
    let lines = String(decoding: input, as: UTF8.self).unixLines.split(separator: "\n").map(String.init)
    var values = lines.compactMap { line in
      try? JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed)
    }
    guard values.count == lines.count, !values.isEmpty else { return nil }
    for _ in 0..<changes {
      let index = Int.random(in: values.indices, using: &random)
      values[index] = changed(values[index], using: &random)
    }
    return Self.encoded(values)
  }

  /// The arguments as an input, or nil when one of them has no JSON form.
  static func encoded(_ values: [Any]) -> Data? {
    var text = ""
    for value in values {
      guard JSONSerialization.isValidJSONObject([value]),
        let data = try? JSONSerialization.data(
          withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
      else { return nil }
      text += String(decoding: data, as: UTF8.self) + "\n"
    }
    return Data(text.utf8)
  }

  private func changed(_ value: Any, using random: inout SeededGenerator) -> Any {
    switch value {
    case let list as [Any]: return changed(list: list, using: &random)
    case let text as String: return changed(text: text, using: &random)
    case let number as NSNumber:
      if Self.isBoolean(number) { return !number.boolValue }
      if let integer = Int(exactly: number.doubleValue), !"\(number)".contains(".") {
        return numbers.replacement(for: integer, using: &random)
      }
      let real = number.doubleValue
      return [0, -real, real * 2, real + 0.5, real / 3].randomElement(using: &random) ?? real
    case let object as [String: Any]:
      guard let key = object.keys.sorted().randomElement(using: &random), let member = object[key] else {
        return value
      }
      var copy = object
      copy[key] = changed(member, using: &random)
      return copy
    default: return value
    }
  }

  /// Whether a number was `true` or `false` in JSON.
  static func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c" || number === (true as NSNumber) || number === (false as NSNumber)
  }

  private func changed(list: [Any], using random: inout SeededGenerator) -> Any {
    guard !list.isEmpty else { return list }
    var copy = list
    let index = Int.random(in: list.indices, using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: copy.remove(at: index)
    case 1: copy.insert(list[index], at: 0)
    case 2: return [] as [Any]
    case 3: copy.reverse()
    case 4: copy = list.map { _ in list[index] }
    case 5: copy = [list[index]]
    case 6: copy.shuffle(using: &random)
    default: copy[index] = changed(list[index], using: &random)
    }
    return copy
  }

  private func changed(text: String, using random: inout SeededGenerator) -> String {
    var letters = Array(text)
    guard let first = letters.first else { return ["a", " ", "ab"].randomElement(using: &random) ?? "a" }
    let index = Int.random(in: letters.indices, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: letters.remove(at: index)
    case 1: letters.insert(letters[index], at: index)
    case 2: return ""
    case 3: letters.reverse()
    case 4: letters = letters.map { _ in first }
    case 5: letters[index] = letters.randomElement(using: &random) ?? first
    case 6: return String(letters).uppercased() == text ? text.lowercased() : text.uppercased()
    default: letters.shuffle(using: &random)
    }
    return String(letters)
  }
}
