import Foundation
import SStar

/// `junit.xml`, for the test views of build servers: one test case a unit.
///
/// A failure is a unit that is not solved, an error one of the infrastructure; a unit that did not run is skipped.
struct JUnitReport {
  let account: RunAccount

  /// - Throws: ``RunError``
  func write(to url: URL) async throws {
    let file = try ReportFile(url)
    let units = account.record.units
    let errors = units.count(where: \.isError)
    let failures = units.count { !$0.isError && !passes($0) }
    let time = units.reduce(0) { $0 + $1.record.wallSeconds }
    let counts =
      "tests=\"\(units.count + account.unfinished.count)\" failures=\"\(failures)\" errors=\"\(errors)\" "
      + "skipped=\"\(account.unfinished.count)\" time=\"\(Quantity.decimal(time, 3))\""
    let name = Self.escaped(account.subject)
    try file.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"sstar\" \(counts)>\n")
    try file.write("  <testsuite name=\"\(name)\" \(counts)>\n    <properties>\n")
    for (key, value) in account.record.configuration.settings.sorted(by: { $0.key < $1.key }) {
      try file.write("      <property name=\"\(Self.escaped(key))\" value=\"\(Self.escaped(value))\"/>\n")
    }
    try file.write("    </properties>\n")
    for unit in units { try file.write(try await testCase(unit)) }
    for unit in account.unfinished {
      try file.write(
        "    <testcase classname=\"\(name)\" name=\"\(Self.escaped(unit))\" time=\"0\">\n"
          + "      <skipped message=\"did not come to its end\"/>\n    </testcase>\n")
    }
    try file.write("  </testsuite>\n</testsuites>\n")
    try file.finish()
  }

  /// A solve has no grades: the public tests are all it can be held to.
  private func passes(_ unit: UnitOutcome) -> Bool {
    account.kind == .solve ? unit.chosen?.passesPublicTests ?? false : unit.isSolved
  }

  private func testCase(_ unit: UnitOutcome) async throws -> String {
    let head =
      "    <testcase classname=\"\(Self.escaped(account.subject))\" name=\"\(Self.escaped(unit.record.unit))\" "
      + "time=\"\(Quantity.decimal(unit.record.wallSeconds, 3))\""
    if unit.isError {
      let reason = Self.escaped(unit.record.reason ?? "")
      return "\(head)>\n      <error type=\"infrastructure\" message=\"\(reason)\"/>\n    </testcase>\n"
    }
    guard !passes(unit) else { return "\(head)/>\n" }
    let sentence = ChoiceReason.sentence(try await account.account(of: unit)) ?? unit.record.reason ?? ""
    let coverage = account.kind == .solve || unit.isCovered ? "" : " No candidate is right."
    let text = sentence + coverage
    return "\(head)>\n      <failure type=\"\(type(unit))\" message=\"\(Self.escaped(message(unit)))\">"
      + "\(Self.escaped(text))</failure>\n    </testcase>\n"
  }

  private func type(_ unit: UnitOutcome) -> String {
    unit.chosen?.verdict?.rawValue ?? (unit.chosen == nil ? "no_program" : "public_tests")
  }

  private func message(_ unit: UnitOutcome) -> String {
    guard let chosen = unit.chosen else { return "no program" }
    guard let verdict = chosen.verdict else {
      return "\(chosen.id) passes \(chosen.publicPassed) public tests"
    }
    return "\(chosen.id): \(verdict.rawValue)" + (chosen.failedTest.map { " on \($0)" } ?? "")
  }

  /// For short texts and attributes. What XML 1.0 has no form for is shown as an escape, line breaks as references,
  /// so that attributes keep them.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in VisibleText.visible(VisibleText.short(text)).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&apos;"
      case "\n": escaped += "&#10;"
      case "\t": escaped += "&#9;"
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
