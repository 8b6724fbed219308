import Foundation
import SStar

/// A statement as plain Markdown: its examples become the public tests.
///
/// Recognised are headings or labels such as `Sample Input 1`, `Example input`, `Input:` followed by a
/// fenced block, each with its output counterpart; below a heading such as `Examples` also plain lines after
/// a label, text on the label's own line, and unlabelled fenced blocks in pairs; and, for functions, a Python
/// `def` with doctest lines (`>>> f(1, 2)`).
public enum PlainStatement {
  /// - Returns: the problem, and warnings for the user, such as that no example was recognised.
  public static func parse(_ text: String, id: String) -> (problem: Problem, warnings: [String]) {
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
    var examples = StatementExamples()
    examples.read(lines)
    var problem = Problem(
      id: id, title: title(lines) ?? id, statement: text, publicTests: examples.tests,
      limits: StatementLimits.read(lines))
    if problem.publicTests.isEmpty, let function = DoctestExamples(lines) {
      problem.kind = .function(function.signature)
      problem.publicTests = function.tests
      problem.comparison = .json(TokenComparison())
    }
    var warnings = examples.warnings
    if problem.publicTests.isEmpty {
      warnings.append(
        "no examples recognised in the statement, so there are no public tests; "
          + "write them as fenced blocks under “Sample Input 1” and “Sample Output 1”")
    }
    return (problem, warnings)
  }

  private static func title(_ lines: [String]) -> String? {
    let title = lines.first { $0.hasPrefix("# ") }?.dropFirst(2).trimmingCharacters(in: .whitespaces)
    return title?.isEmpty == true ? nil : title
  }
}
