import Foundation
import SStar

/// What a server turned out to refuse. Learnt from its errors, so that each costs one call.
struct ServerHabits: Sendable, Hashable {
  /// `n` at most.
  var mostChoices: Int
  var takesTemperature = true
  var takesSeed = true
  var takesStreamOptions = true
  var takesSystem = true
  /// Reasoning models know `max_completion_tokens` only.
  var usesCompletionTokens = false

  init(mostChoices: Int, model: String = "") {
    self.mostChoices = mostChoices
    let name = model.split(separator: "/").last.map(String.init) ?? model
    if name.prefixMatch(of: /o[134](-|$)|gpt-5/) != nil {
      usesCompletionTokens = true
      takesTemperature = false
    }
  }

  /// Changes the habit that a refusal is about.
  ///
  /// Only what SStar adds by itself is given up; what the user asked for is not.
  /// - Parameter body: the request that was refused.
  /// - Returns: whether another try is worth it.
  mutating func learn(from failure: CallFailure, body: JSON, choices: Int) -> Bool {
    guard failure.kind == .refused, failure.status == 400 || failure.status == 422 else { return false }
    let before = self
    let words = (failure.message + " " + (failure.parameter ?? "")).lowercased()
    func isAbout(_ name: String) -> Bool { failure.parameter == name || words.contains(name) }
    if isAbout("max_completion_tokens"), body["max_tokens"].exists {
      usesCompletionTokens = true
    } else if isAbout("max_completion_tokens") || isAbout("max_tokens"), Self.meansUnknown(words),
      body["max_completion_tokens"].exists
    {
      usesCompletionTokens = false
    } else if isAbout("temperature"), body["temperature"].exists, Self.meansUnknown(words) {
      takesTemperature = false
    } else if isAbout("stream_options"), body["stream_options"].exists {
      takesStreamOptions = false
    } else if isAbout("seed"), body["seed"].exists, Self.meansUnknown(words) {
      takesSeed = false
    } else if words.contains("system"), words.contains("role") || words.contains("message") {
      takesSystem = false
    } else if choices > 1 {
      // Whatever it was, it may have been `n`.
      mostChoices = max(1, min(mostChoices, choices) / 2)
    }
    return self != before
  }

  private static func meansUnknown(_ words: String) -> Bool {
    [
      "support", "unknown", "unrecognized", "not permitted", "extra", "only the default", "deprecated",
      "not allowed",
    ]
    .contains { words.contains($0) }
  }
}
