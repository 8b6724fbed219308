import Foundation
import Testing

@testable import SStarEvaluation

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("junit.xml and summary.md") struct TextReportTests {
  /// Elements of a document with their attributes.
  private final class Elements: NSObject, XMLParserDelegate {
    var found: [(name: String, attributes: [String: String])] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      found.append((name, attributes))
    }
  }

  @Test("junit.xml is well-formed whatever texts are in it, and says how each unit ended")
  func junit() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 12, texts: SyntheticRun.hostile, unfinished: 2).make(
        in: directory)
      let file = try await RunAccount(run).write(.junit, in: directory)
      let parser = XMLParser(data: try Data(contentsOf: file))
      let elements = Elements()
      parser.delegate = elements
      #expect(parser.parse(), "\(String(describing: parser.parserError))")
      func count(_ name: String) -> Int { elements.found.count { $0.name == name } }
      let suite = try #require(elements.found.first { $0.name == "testsuite" }?.attributes)
      #expect(suite["tests"] == "14")
      #expect(suite["name"] == SyntheticRun.hostile[1])
      #expect(count("testcase") == 14)
      #expect(count("skipped") == 2)
      #expect(count("error") == 1)
      #expect(count("failure") == Int(suite["failures"] ?? ""))
      let failure = try #require(elements.found.first { $0.name == "failure" }?.attributes)
      #expect(failure["type"] == "wrong_answer")
      #expect(failure["message"]?.contains("wrong_answer on secret/") == true)
      let names = elements.found.filter { $0.name == "testcase" }.compactMap { $0.attributes["name"] }
      #expect(names.contains("problem-4 a\\u{202e}dcb\\u{2066}\\u{0}\\u{1b}[31m"))
    }
  }

  @Test("summary.md has the numbers, then a row a problem, what went wrong first")
  func markdown() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 12, texts: SyntheticRun.hostile).make(in: directory)
      let page = try await RunAccount(run).text(.markdown, in: directory)
      let rows = page.text.split(separator: "\n").filter { $0.contains("problem-") }
      #expect(rows.count == 12)
      #expect(rows.first?.contains("◐ missed") == true || rows.first?.contains("✕ no candidate") == true)
      #expect(rows.last?.contains("✓ solved") == true)
      #expect(rows.allSatisfy { $0.replacing("\\|", with: "").count { $0 == "|" } == 6 })
      for forbidden in ["<script", "<img", "<b>", "@everyone", "\u{1B}"] {
        #expect(!page.has(forbidden))
      }
      #expect(page.has("| **pass@1 after selection** |"))
    }
  }

  @Test("an evaluation of which nothing came to its end is reported, too")
  func nothing() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 0, unfinished: 3).make(in: directory)
      let account = try await RunAccount(run)
      #expect(
        try await account.text(.html, in: directory).has("3 problems or repeats did not come to an end"))
      #expect(try await account.text(.junit, in: directory).has("skipped=\"3\""))
      #expect(try await account.text(.markdown, in: directory).has("did not come to an end"))
    }
  }
}
