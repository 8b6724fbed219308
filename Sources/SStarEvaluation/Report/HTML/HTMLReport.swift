import Foundation

/// `report.html`: one file, without a script and without anything from elsewhere.
///
/// It is written unit by unit; texts of one unit at a time are in memory.
struct HTMLReport {
  let account: RunAccount

  /// - Throws: ``RunError``
  func write(to url: URL) async throws {
    let file = try ReportFile(url)
    let units = account.record.units
    try file.write(head)
    try file.write(OverviewSection(account: account).markup)
    if account.kind == .evaluation, !units.isEmpty {
      try file.write(MatrixSection(account: account).markup)
      try file.write(filter)
    }
    var detailed = 0
    for (index, unit) in units.enumerated() {
      let room = (ReportLimits.mostBytes - file.size) / (units.count - index)
      let section = UnitSection(
        account: try await account.account(of: unit), kind: account.kind, number: index,
        isOpen: units.count == 1)
      guard let markup = section.markup(in: min(room, ReportLimits.mostUnitBytes)) else { continue }
      try file.write(markup)
      detailed += 1
    }
    if detailed < units.count {
      try file.write(
        """
        <p class="note">\(Quantity.count(units.count - detailed, "problem")) of \(units.count) did not find room \
        here: <code>sstar explain</code> tells of each.</p>

        """)
    }
    try file.write("</main>\n</body>\n</html>\n" as HTML)
    try file.finish()
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
      <h2>Problems</h2>
      <p class="dim">A name such as s3r1 is that of a candidate: sample 3 after one debugging round.</p>
      \(fields)

      """
  }
}
