import Foundation
import SStar
import SStarEvaluation

/// How the choice of one unit is told on a terminal.
struct ExplanationText {
  let account: UnitAccount
  let kind: RunAccount.Kind

  private var outcome: UnitOutcome { account.outcome }

  var text: String {
    ([heading] + choice + clusters + witness + genealogy + warnings).joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let title = account.problem.map { ": \(terminalLine($0.title, limit: 60))" } ?? ""
    return terminalLine(outcome.record.unit) + title
  }

  private var choice: [String] {
    guard let selection = outcome.selection, let chosen = outcome.chosen else {
      return [
        "nothing was chosen: \(terminalLine(outcome.record.reason ?? "no candidate is there", limit: 400))"
      ]
    }
    let confidence = selection.confidence.map { String(format: ", confidence %.2f", $0) } ?? ""
    var lines = [
      "chosen      \(chosen.id) by \(selection.selector), \(selection.reason.rawValue)\(confidence)"
    ]
    if let sentence = ChoiceReason.sentence(account) { lines.append("why         \(terminalSafe(sentence))") }
    lines.append("grade       \(grade(chosen))")
    if let reason = outcome.record.reason { lines.append("note        \(terminalLine(reason, limit: 400))") }
    return lines
  }

  private func grade(_ candidate: UnitOutcome.Candidate) -> String {
    guard let verdict = candidate.verdict else {
      return kind == .solve ? "none: a solve opens no hidden test" : "none"
    }
    let right = outcome.candidates.count(where: \.isRight)
    let test = candidate.failedTest.map { " on \(terminalLine($0))" } ?? ""
    return "\(verdict.rawValue)\(test); \(right) of \(counted(outcome.candidates.count, "candidate")) right"
  }

  private var clusters: [String] {
    guard let selection = outcome.selection, !selection.clusters.isEmpty else { return [] }
    let rows = selection.clusters.prefix(12).map { cluster in
      let members = cluster.members.prefix(12).map { id -> String in
        let verdict = outcome.candidate(id)?.verdict
        return id + (verdict.map { $0 == .accepted ? " right" : " \($0.rawValue)" } ?? "")
      }
      let more = cluster.members.count > 12 ? ", …" : ""
      let mark = cluster.members.contains(selection.chosen) ? "*" : " "
      return String(format: "%@ %.3f  %3d  ", mark, cluster.posterior, cluster.members.count)
        + terminalLine(members.joined(separator: ", ") + more, limit: 400)
    }
    let rest = selection.clusters.count - rows.count
    return ["", "clusters on \(counted(selection.inputs, "input")): posterior, size, candidates"]
      + rows + (rest > 0 ? ["  and \(rest) more"] : [])
  }

  private var witness: [String] {
    guard let witness = outcome.selection?.witness else { return [] }
    let input = account.witnessInput.map { block(String(decoding: $0, as: UTF8.self)) }
    return ["", "witness: an input on which it differs from another"] + (input ?? ["  (\(UnitAccount.gone))"])
      + ["it prints"] + block(witness.winnerOutput) + ["the other prints"] + block(witness.otherOutput)
  }

  /// A text of a program, indented; its beginning when it is long.
  private func block(_ text: String) -> [String] {
    let head = String(text.unicodeScalars.prefix(4000))
    let lines = terminalSafe(head).split(separator: "\n", omittingEmptySubsequences: false)
    let trimmed = lines.last == "" ? lines.dropLast() : lines[...]
    if trimmed.isEmpty { return ["  (nothing)"] }
    return trimmed.prefix(20).map { "  | \(terminalLine(String($0), limit: 160))" }
      + (trimmed.count > 20 || head.utf8.count < text.utf8.count ? ["  | …"] : [])
  }

  private var genealogy: [String] {
    let lineage = account.lineage
    guard !lineage.isEmpty else { return [] }
    return ["", "how it came to be"]
      + lineage.map { candidate in
        let step = candidate.id.round == 0 ? "first draft" : "debugging round \(candidate.id.round)"
        return "  \(candidate.id)  \(step): \(publicTests(candidate))"
      }
  }

  private func publicTests(_ candidate: UnitOutcome.Candidate) -> String {
    if candidate.program == nil { return terminalLine(candidate.failure ?? "no program") }
    guard let failed = account.failedPublicTests(of: candidate), !failed.isEmpty else {
      return account.publicTests == 0
        ? "no public tests"
        : "passes \(candidate.publicPassed) of \(counted(account.publicTests, "public test"))"
    }
    let names = failed.prefix(6).map { "\($0.name) \($0.verdict.rawValue)" }.joined(separator: ", ")
    return "fails \(failed.count) of \(counted(account.publicTests, "public test")): "
      + terminalLine(names, limit: 300)
  }

  private var warnings: [String] {
    outcome.record.warnings.isEmpty ? [] : [""] + outcome.record.warnings.map { terminalLine($0, limit: 300) }
  }
}
