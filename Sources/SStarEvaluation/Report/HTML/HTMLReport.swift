import Foundation

/// `report.html`: one file, without a script and without anything from elsewhere.
///
/// It is written unit by unit; texts of one unit at a time are in memory.
struct HTMLReport {
  let account: RunAccount

  /// - Throws: ``RunError``
  func write(to url: URL) async throws {
    let units = account.record.units
    // The top says what it leads to, so that comes first. Links make it only larger.
    let room = ReportLimits.mostBytes - top(UnitLinks(Set(units.indices))).size
    let (sections, detailed) = try await sections(url.appendingPathExtension("sections"), in: room)
    let file = try ReportFile(url)
    try file.write(top(UnitLinks(detailed)))
    try file.append(sections)
    if detailed.count < units.count {
      try file.write(
        """
        <p class="note">\(units.count - detailed.count) of \(Quantity.count(units.count, noun)) did not find room \
        here: <code>sstar explain</code> tells of each.</p>

        """)
    }
    try file.write("</main>\n</body>\n</html>\n" as HTML)
    try file.finish()
  }

  private var noun: String { account.isRepeated ? "attempt" : "problem" }

  /// All but the sections of units.
  private func top(_ links: UnitLinks) -> HTML {
    let hasMatrix = account.kind == .evaluation && !account.record.units.isEmpty
    return """
      \(head)\(OverviewSection(account: account, links: links).markup)\
      \(hasMatrix ? "\(MatrixSection(account: account, links: links).markup)\(filter)" as HTML : "")
      """
  }

  /// The sections of all units that find room.
  /// - Returns: the sections, in a file that goes when nobody holds it, and the numbers of their units.
  private func sections(_ url: URL, in room: Int) async throws -> (ReportFile, Set<Int>) {
    let file = try ReportFile(url)
    let units = account.record.units
    var detailed = Set<Int>()
    for (index, unit) in units.enumerated() {
      let rest = room - file.size
      let share = max(rest / (units.count - index), min(rest, ReportLimits.leastUnitBytes))
      let section = UnitSection(
        account: try await account.account(of: unit), kind: account.kind, number: index,
        isOpen: units.count == 1)
      guard let markup = section.markup(in: min(share, ReportLimits.mostUnitBytes)) else { continue }
      try file.write(markup)
      detailed.insert(index)
    }
    return (file, detailed)
  }

  private var head: HTML {
    let style = HTML(stringLiteral: ReportStyle.sheet)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(HTML(stringLiteral: ReportStyle.policy))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(account.subject) – SStar</title>
      <style>\(style)</style>
      </head>
      <body>
      <main>

      """
  }

  /// Chooses which problems are listed.
  private var filter: HTML {
    let verdicts = account.record.units.map { UnitVerdict($0, account.kind) }
    let kinds = UnitVerdict.allCases.filter(verdicts.contains)
    let choices: [HTML] = kinds.map { kind in
      """
      <label><input type="radio" name="only" id="only-\(kind.rawValue)"> \(kind.words) \
      (\(verdicts.count { $0 == kind }))</label>
      """
    }
    let all: HTML = """
      <label><input type="radio" name="only" id="only-all" checked> all (\(verdicts.count))</label>
      """
    let fields: HTML =
      kinds.count < 2 ? "" : "<fieldset class=\"filter\"><legend>Show</legend>\(all)\(choices)</fieldset>"
    return """
      <h2>\(account.isRepeated ? "Attempts at problems" : "Problems")</h2>
      <p class="dim">A name such as s3r1 is that of a candidate: sample 3 after one debugging round.</p>
      \(fields)

      """
  }
}
