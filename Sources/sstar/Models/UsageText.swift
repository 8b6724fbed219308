import Foundation
import SStar
import SStarEvaluation

/// How the consumption of model calls is told.
enum UsageText {
  /// A line for each role that was asked, and one for all of them.
  static func lines(_ usage: [Role: Usage]) -> [String] {
    let rows = Role.allCases.compactMap { role in usage[role].map { (role.rawValue, $0) } }
    let total = usage.values.reduce(Usage(), +)
    return (rows + (rows.count > 1 ? [("total", total)] : [])).map { "\($0): \(line($1))" }
  }

  static func line(_ usage: Usage) -> String {
    var parts: [String] = []
    if usage.calls > 0 || usage.recordedReplies == 0 { parts.append(counted(usage.calls, "call")) }
    if usage.recordedReplies > 0 {
      parts.append(counted(usage.recordedReplies, "recorded reply", "recorded replies"))
    }
    if usage.lostCalls > 0 { parts.append(counted(usage.lostCalls, "lost call")) }
    if usage.tokens > 0 {
      let estimate = usage.estimatedCalls > 0 ? "about " : ""
      parts.append("\(estimate)\(usage.inputTokens) + \(usage.outputTokens) tokens")
    }
    if usage.usd > 0 { parts.append(Quantity.dollars(usage.usd)) }
    return parts.joined(separator: ", ")
  }
}
