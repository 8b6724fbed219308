import Foundation

/// Numbers as reports tell them.
public enum Quantity {
  /// `1 call`, `2 calls`, with the plural given when it is irregular.
  static func count(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(grouped(count)) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// With a narrow space between thousands.
  static func grouped(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    var text = count < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "\u{202F}" }
      text.append(digit)
    }
    return text
  }

  static func percent(_ share: Double) -> String { decimal(share * 100, 1) + "\u{A0}%" }
  static func two(_ value: Double) -> String { decimal(value, 2) }

  static func interval(_ estimate: Estimate) -> String {
    "\(decimal(estimate.low * 100, 1))–\(percent(estimate.high))"
  }

  /// With as many digits as small amounts need.
  public static func dollars(_ usd: Double) -> String { "$" + decimal(usd, usd < 0.1 && usd != 0 ? 4 : 2) }

  static func seconds(_ seconds: Double) -> String {
    seconds >= 600 ? "\(decimal(seconds / 60, 0))\u{A0}min" : "\(decimal(seconds, 1))\u{A0}s"
  }

  static func decimal(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }

  /// With as many digits as an axis needs: 0.25, 20, 1.5k, 3M.
  static func short(_ value: Double) -> String {
    func plain(_ value: Double) -> String {
      var text = decimal(value, abs(value) < 10 ? (abs(value) < 0.1 ? 4 : 2) : (abs(value) < 100 ? 1 : 0))
      if text.contains(".") {
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
      }
      return text
    }
    if abs(value) >= 1_000_000 { return plain(value / 1_000_000) + "M" }
    return abs(value) >= 10_000 ? plain(value / 1000) + "k" : plain(value)
  }
}
