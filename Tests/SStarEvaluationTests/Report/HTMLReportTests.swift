import Crypto
import Foundation
import SStar
import Testing

@testable import SStarEvaluation

@Suite("report.html") struct HTMLReportTests {
  @Test("it has a mark and a section for every problem, all plots, and the matrix")
  func content() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 8, unfinished: 2).make(in: directory)
      let page = try await RunAccount(run).text(.html, in: directory)
      #expect(page.count("<details class=\"unit ") == 8)
      #expect(page.count("<figure>") == 5)
      #expect(page.has("pass@1 after selection"))
      #expect(page.has("class=\"matrix\""))
      let targets = Set(page.text.matches(of: /<div id="(u\d+)"/).map { $0.1 })
      #expect(Set(page.text.matches(of: /href="#(u\d+)"/).map { $0.1 }) == targets)
      let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      #expect(left.filter { $0.hasPrefix("report") } == ["report.html"])
      #expect(page.has("2 problems or repeats did not come to an end"))
      #expect(page.has("fails 1 of 2 public tests: sample/2 (wrong_answer)"))
      #expect(page.has("<span class=\"d\">- value_1 = 1 * 1 + 1\n</span>"))
    }
  }

  @Test("it asks for nothing from elsewhere, and its policy allows its style alone")
  func policy() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(texts: SyntheticRun.hostile).make(in: directory)
      let page = try await RunAccount(run).text(.html, in: directory)
      let style = try #require(page.text.firstMatch(of: /<style>([\s\S]*?)<\/style>/)?.1)
      let digest = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
      #expect(page.has("content=\"default-src 'none'; style-src 'sha256-\(digest)';"))
      for forbidden in ["http:", "https:", "url(", "\u{202E}"] {
        #expect(!page.has(forbidden), "\(forbidden)")
      }
      let tags = Set(page.text.matches(of: /<([a-z0-9]+)/).map { String($0.1) })
      #expect(tags.isDisjoint(with: ["script", "img", "link", "iframe", "object", "form", "base"]))
      // Names of attributes: what is left of a tag without its values.
      let attributes = page.text.matches(of: /<[a-z][^>]*>/).map { $0.0.replacing(/"[^"]*"/, with: "") }
      #expect(attributes.filter { $0.contains(/\s(on[a-z]+|style|src)=/) } == [])
    }
  }

  @Test("the run of a solve is one unit without grades")
  func solve() async throws {
    try await withTemporaryDirectory { directory in
      let problem = Problem(id: "p", title: "P", statement: "?", publicTests: [])
      let run = try RunDirectory(
        in: directory, label: "p",
        configuration: RunConfiguration(settings: ["samples": "1"], models: [], seed: 0, problem: problem))
      #expect(try await RunAccount(run).unfinished == ["p"])
      try await run.append(
        .lostCall(
          .init(
            problem: "p", role: .generate, sample: 0, reason: "cut", tokens: 90, outputTokens: 10, usd: 7,
            isEstimated: true, time: "")))
      let program = try await run.store(Data("print(1)".utf8))
      try await run.append(
        .candidate(
          .init(problem: "p", id: "s0r0", parent: nil, program: program, failure: nil, publicPassed: 0)))
      try await run.append(
        .selection(
          .init(
            problem: "p", selector: "evidence", chosen: "s0r0", reason: .soleSurvivor, confidence: nil,
            clusters: [], inputs: 0, matches: 0, witness: nil)))
      let account = try await RunAccount(run)
      let page = try await account.text(.html, in: directory)
      #expect(page.has("nothing here is graded"))
      #expect(page.has("It is the only candidate that passes the public tests."))
      #expect(!page.has("pass@1"))
      #expect(account.record.units.first?.usage.lostCalls == 1)
      #expect(page.has("$7.00"))
      #expect(try await account.text(.junit, in: directory).has("tests=\"1\" failures=\"0\""))
    }
  }

  @Test("500 problems of 16 candidates with long programs make less than 10 MB in a few seconds")
  func size() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 500, samples: 16, lines: 120).make(in: directory)
      let start = ContinuousClock.now
      let account = try await RunAccount(run)
      let page = try await account.write(.html, in: directory)
      let elapsed = ContinuousClock.now - start
      let size = try #require(try page.resourceValues(forKeys: [.fileSizeKey]).fileSize)
      let memory =
        try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        .firstMatch(of: /VmHWM:\s+(\d+ kB)/)?.1 ?? "unknown"
      print("report of 500 x 16: \(size) bytes in \(elapsed), peak memory of all tests so far \(memory)")
      #expect(size < 10_000_000)
      #expect(size > 1_000_000)
      let text = Page(text: try String(contentsOf: page, encoding: .utf8))
      #expect(text.count("<details class=\"unit ") == 500)
      #expect(String(text.text.suffix(24)) == "</main>\n</body>\n</html>\n")
    }
  }

  @Test("the matrix has no more cells than a browser takes with ease, and says how many rows it has")
  func matrix() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 12, samples: 8).make(in: directory)
      let account = try await RunAccount(run)
      let all = MatrixSection(account: account, links: UnitLinks([]))
      #expect(Page(text: all.markup.markup).count("<td") == 96)
      let part = Page(
        text: MatrixSection(account: account, links: UnitLinks([]), mostCells: 47).markup.markup)
      #expect(part.count("<td") == 40)
      #expect(part.has("The first 5 of 12 problems and 8 of 8 samples are shown."))
    }
  }

  @Test("a unit without a section has a mark and a name that lead nowhere")
  func links() {
    let links = UnitLinks([1])
    #expect(links.link(1, "<a>").markup == "<a href=\"#u1\">&lt;a&gt;</a>")
    #expect(links.link(2, "<a>").markup == "&lt;a&gt;")
    #expect(links.mark(1, .solved, "w").markup.contains("href=\"#u1\""))
    #expect(!links.mark(2, .solved, "w").markup.contains("href"))
  }

  @Test("hostile names do not take the room of the sections")
  func longNames() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(
        problems: 60, samples: 4, texts: [String(repeating: "\u{202E}\"", count: 150), "x"],
        unfinished: 3000
      ).make(in: directory)
      let page = try await RunAccount(run).text(.html, in: directory)
      #expect(page.text.utf8.count < 10_000_000)
      #expect(page.count("<details class=\"unit ") == 60)
    }
  }
}
