import SStarModels
import Yams

/// The price of a model, and where it stands.
struct PriceEntry: Sendable {
  /// The key that holds prices, by model; no flag or variable can give any.
  static let key = "prices"

  let price: Price
  let origin: SettingOrigin

  private static let parts = ["input", "output", "cached-input"]
  /// US dollars per million tokens; more is a mistake in the unit.
  private static let amount = ValueKind.number(0...100_000)

  /// - Throws: ``SettingsError``.
  init(_ node: Node, model: String, file: String, line: Int) throws {
    origin = .file(file, line: line)
    guard case .mapping(let mapping) = node else {
      throw SettingsError(
        origin, key: "\(Self.key): \(model)",
        problem: "expected a mapping with input, output and, optionally, cached-input")
    }
    var amounts: [String: Double] = [:]
    for (key, value) in mapping {
      let line = key.mark?.line ?? line
      let name = key.scalar?.string ?? ""
      guard Self.parts.contains(name) else {
        throw SettingsError(unknown: name, at: "\(file):\(line)", what: "key of a price", known: Self.parts)
      }
      guard let amount = value.scalar.flatMap({ Self.amount.parse($0.string) }) else {
        throw SettingsError(
          .file(file, line: line), key: "\(Self.key): \(model): \(name)",
          problem: "expected \(Self.amount.allowed), found "
            + (value.scalar.map { Self.amount.shown($0.string) } ?? "no number"))
      }
      amounts[name] = amount
    }
    guard let input = amounts["input"], let output = amounts["output"] else {
      throw SettingsError(
        origin, key: "\(Self.key): \(model)", problem: "both input and output are needed")
    }
    price = Price(input: input, output: output, cachedInput: amounts["cached-input"])
  }

  /// The prices of a file by model.
  /// - Throws: ``SettingsError``.
  static func all(_ node: Node, file: String, line: Int) throws -> [String: PriceEntry] {
    guard case .mapping(let mapping) = node else {
      throw SettingsError(
        .file(file, line: line), key: key, problem: "expected a mapping from model to its price")
    }
    var prices: [String: PriceEntry] = [:]
    for (key, value) in mapping {
      let line = key.mark?.line ?? line
      guard let model = key.scalar?.string, !model.isEmpty else {
        throw SettingsError(
          .file(file, line: line), key: Self.key, problem: "expected the name of a model as key")
      }
      prices[model] = try PriceEntry(value, model: model, file: file, line: line)
    }
    return prices
  }

  /// As in a file.
  var text: String {
    let cached = price.cachedInput.map { ", cached-input: \($0)" } ?? ""
    return "input: \(price.input), output: \(price.output)\(cached)"
  }
}
