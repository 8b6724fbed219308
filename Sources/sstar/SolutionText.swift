import Foundation
import SStar

/// How solutions are told.
enum SolutionText {
  /// One line: what was chosen and why.
  static func closingLine(_ solution: Solution) -> String {
    let selection = solution.selection
    let chosen = selection.chosen.id
    var line =
      "chose sample \(chosen.sample) round \(chosen.round) (\(grounds(selection))): \(reason(solution))"
    if let witness = selection.witness {
      line += "; on input ⟨\(excerpt(witness.input))⟩ it prints \(quoted(witness.winnerOutput)) "
      line += "where another prints \(quoted(witness.otherOutput))"
    }
    return line
  }

  private static func grounds(_ selection: Selection) -> String {
    let reason = selection.reason.rawValue.replacing("_", with: " ")
    guard let confidence = selection.confidence else { return reason }
    return "\(reason) \(String(format: "%.2f", confidence))"
  }

  private static func reason(_ solution: Solution) -> String {
    let selection = solution.selection
    let total = solution.problem.publicTests.count
    let candidates = selection.clusters.reduce(0) { $0 + $1.members.count }
    let agreeing = selection.clusters.first { $0.members.contains(selection.chosen.id) }?.members.count ?? 0
    let agreement =
      "\(agreeing) of \(counted(candidates, "candidate")) agree on \(counted(selection.inputs, "input"))"
    switch selection.reason {
    case .soleSurvivor: return "the only candidate that passes the public tests"
    case .singleCluster where selection.inputs > 0:
      return "all \(counted(candidates, "candidate")) agree on \(counted(selection.inputs, "input"))"
    case .singleCluster: return "nothing tells \(counted(candidates, "candidate")) apart"
    case .posterior: return agreement
    case .judge: return "preferred in \(counted(selection.matches, "match", "matches")); \(agreement)"
    case .judgeInconsistent: return "the judge contradicted itself; \(agreement)"
    case .tieFallback: return "a tie broken by size, then seed; \(agreement)"
    case .publicBestFallback:
      return
        "no candidate passes the public tests; this one passes \(selection.chosen.publicPassed) of \(total)"
    case .rule:
      return total == 0
        ? "there are no public tests"
        : "passes \(selection.chosen.publicPassed) of \(counted(total, "public test"))"
    }
  }

  private static func excerpt(_ input: Data) -> String {
    terminalLine(String(decoding: input.prefix(400), as: UTF8.self).trimmed, limit: 60)
  }

  private static func quoted(_ output: String) -> String {
    let text = output.trimmed
    return text.isEmpty ? "nothing" : terminalLine(text, limit: 40)
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
