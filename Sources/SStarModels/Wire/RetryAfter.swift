import Foundation

/// How long a server asks to wait, from its headers, in the order in which vendors' SDKs read them.
enum RetryAfter {
  /// Servers tell with every answer when their limits are full again; it is a wait for calls that a limit turned
  /// away only.
  private static let statusesOfLimits = [429, 503, 529]
  /// A limit that is full again much later says little about the next call: part of it comes back before.
  private static let longestReset = CallFailure.longestWait

  /// - Returns: seconds from now, 0 or more; nil when no header says.
  static func seconds(status: Int, _ header: (String) -> String?, now: Date = Date()) -> Double? {
    // LiteLLM passes the headers of the server behind it on with a prefix.
    for prefix in ["", "llm_provider-"] {
      if let text = header(prefix + "retry-after-ms"), let value = Double(text), value.isFinite {
        return max(0, value / 1000)
      }
      if let text = header(prefix + "retry-after"), let value = seconds(text, now: now) { return value }
    }
    guard statusesOfLimits.contains(status) else { return nil }
    return reset(header, now: now).map { min($0, longestReset) }
  }

  private static func seconds(_ text: String, now: Date) -> Double? {
    if let value = Double(text) { return value.isFinite ? max(0, value) : nil }
    return date(text).map { max(0, $0.timeIntervalSince(now)) }
  }

  /// When all exhausted limits are full again; when none is exhausted, the first of those that do not say what
  /// is left. Servers tell of limits that are far from exhausted in any answer.
  private static func reset(_ header: (String) -> String?, now: Date) -> Double? {
    var exhausted: [Double] = []
    var unknown: [Double] = []
    for prefix in ["", "llm_provider-"] {
      for family in ["x-ratelimit-", "anthropic-ratelimit-"] {
        for subject in ["requests", "tokens", "input-tokens", "output-tokens"] {
          let names =
            family.hasPrefix("x-")
            ? ("reset-\(subject)", "remaining-\(subject)") : ("\(subject)-reset", "\(subject)-remaining")
          guard let text = header(prefix + family + names.0), let wait = wait(text, now: now) else {
            continue
          }
          guard let left = header(prefix + family + names.1) else {
            unknown.append(wait)
            continue
          }
          if Double(left) == 0 { exhausted.append(wait) }
        }
      }
    }
    return exhausted.max() ?? unknown.min()
  }

  private static func wait(_ text: String, now: Date) -> Double? {
    duration(text) ?? date(text).map { max(0, $0.timeIntervalSince(now)) }
  }

  /// Durations such as `20ms`, `1s`, `6m0s`, `1h2m3.5s`, or plain seconds.
  static func duration(_ text: String) -> Double? {
    if let seconds = Double(text) { return seconds.isFinite ? max(0, seconds) : nil }
    let units = ["ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400]
    var total = 0.0
    var rest = Substring(text)
    while !rest.isEmpty {
      let number = rest.prefix { $0.isNumber || $0 == "." }
      let unit = rest.dropFirst(number.count).prefix { $0.isLetter }
      guard let value = Double(number), let scale = units[String(unit)] else { return nil }
      total += value * scale
      rest = rest.dropFirst(number.count + unit.count)
    }
    return text.isEmpty ? nil : total
  }

  /// HTTP dates (RFC 9110, §5.6.7) and RFC 3339.
  static func date(_ text: String) -> Date? {
    if let date = try? Date(text, strategy: .iso8601) { return date }
    if let date = try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) {
      return date
    }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    for format in [
      "EEE, dd MMM yyyy HH:mm:ss zzz", "EEEE, dd-MMM-yy HH:mm:ss zzz", "EEE MMM d HH:mm:ss yyyy",
    ] {
      formatter.dateFormat = format
      if let date = formatter.date(from: text) { return date }
    }
    return nil
  }
}
