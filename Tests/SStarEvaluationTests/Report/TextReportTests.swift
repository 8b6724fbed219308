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

  /// Bars that are not escaped, by scalars as parsers see them.
  private func bars(_ row: String) -> Int {
    let scalars = Array(row.unicodeScalars)
    return scalars.indices.count { scalars[$0] == "|" && ($0 == 0 || scalars[$0 - 1] != "\\") }
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
      #expect(rows.allSatisfy { bars(String($0)) == 6 })
      for forbidden in ["<script", "<img", "<b>", "@everyone", "://", " #181", "\u{1B}"] {
        #expect(!page.has(forbidden))
      }
      #expect(page.has("| **pass@1 after selection** |"))
    }
  }

  @Test(
    "nothing in a text becomes markup, a link, a mention or a reference",
    arguments: [
      ("a|\u{301}b", "a\\|\u{301}b"), ("*\u{301}x*", "\\*\u{301}x\\*"), ("`\u{300}", "\\`\u{300}"),
      ("http://evil.example", "http:&#8203;//evil.example"), ("WWW.evil.example", "WWW&#8203;.evil.example"),
      ("@user", "@&#8203;user"), ("see #181", "see \\#&#8203;181"), ("a\r\nb", "a\\\\u\\{d\\} b"),
      ("why: so.", "why: so."),
    ])
  func escaping(text: String, wanted: String) {
    #expect(Array(MarkdownReport.escaped(text).unicodeScalars) == Array(wanted.unicodeScalars))
  }

  @Test(
    "what was not done, and what was paid for in vain, are told; with repeats, attempts are not called problems"
  )
  func spentAndPlanned() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 8, unfinished: 2).make(in: directory)
      let once = try await RunAccount(run)
      let before = try await once.text(.markdown, in: directory)
      #expect(before.has("| problems | 8, 8 of 8 counted, 2 more not done |"))
      #expect(!before.has("came to nothing"))
      #expect(try await once.text(.html, in: directory).has("a solved problem"))
      try await run.append(
        .lostCall(
          .init(
            problem: "problem-0", role: .generate, sample: 0, reason: "cut", tokens: 90_000,
            outputTokens: 10, usd: 7, isEstimated: true, time: "")))
      var again = try #require(await run.outcomes.first).record
      (again.unit, again.repetition) = ("again", 1)
      try await run.append(.unit(again))
      let account = try await RunAccount(run)
      let text = try await account.text(.markdown, in: directory)
      #expect(text.has("| problems | 8, 9 of 9 attempts counted, 1 more not done |"))
      #expect(text.has("| spent, with what came to nothing | 90\u{202F}000 tokens, $7.00 |"))
      let page = try await account.text(.html, in: directory)
      #expect(page.has("$7.00 with what came to nothing"))
      #expect(page.has("a solved attempt"))
      #expect(!page.has("a solved problem"))
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
