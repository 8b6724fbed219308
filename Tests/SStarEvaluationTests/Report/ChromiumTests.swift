import Foundation
import Testing

@testable import SStarEvaluation

@Suite("report.html in a browser", .enabled(if: Chromium.path != nil, "no Chromium: set SSTAR_TEST_CHROMIUM"))
struct ChromiumTests {
  @Test("hostile texts stay texts, plots and matrix are there, and the console is silent")
  func hostile() async throws {
    try await withTemporaryDirectory { directory in
      let long = String(repeating: "<i>x", count: 250_000)
      let run = try await SyntheticRun(problems: 12, texts: SyntheticRun.hostile + [long], unfinished: 1)
        .make(in: directory)
      let digest = try await run.store(Data([0xFF, 0xFE, 0x3C, 0x62, 0x3E, 0xC0]))
      try await run.append(
        .candidate(
          .init(
            problem: "problem-0 " + SyntheticRun.hostile[0], id: "s0r0", parent: nil, program: digest,
            failure: nil,
            publicPassed: 2)))
      let page = try await RunAccount(run).write(.html, in: directory)
      let seen = try await Chromium.open(page)
      #expect(seen.dom.count { _ in true } > 10_000)
      #expect(seen.count("<svg") > 10)
      #expect(seen.count("<figure>") == 5)
      #expect(seen.count("<polyline") >= 5)
      #expect(seen.count("<circle") > 5)
      #expect(seen.dom.contains("aria-label=\"Problems by samples\""))
      #expect(seen.count("<td class=\"ok") > 5)
      #expect(seen.count("<details class=\"unit") == 12)
      #expect(seen.count("<details") == seen.count("</details>"))
      // Whatever the texts hold, the last section ends where it should.
      #expect(seen.count("</main>") == 1)
      #expect(seen.dom.suffix(40).firstMatch(of: /<\/main>\s*<\/body>/) != nil)
      #expect(seen.dom.utf8.count < 500_000)
      #expect(seen.count("\u{FFFD}\u{FFFD}&lt;b&gt;") > 0)
      for element in ["<script", "<img", "<i>", "<title>taken"] {
        #expect(seen.count(element) == 0, "\(element)")
      }
      #expect(seen.console == [])
    }
  }

  @Test("a page that breaks its own policy would be noticed")
  func control() async throws {
    try await withTemporaryDirectory { directory in
      let page = directory.appendingPathComponent("page.html")
      let markup =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><p style=\"color:red\">x"
      try Data(markup.utf8).write(to: page)
      #expect(try await Chromium.open(page).console.count == 1)
    }
  }

  @Test("500 problems of 16 candidates open within seconds")
  func large() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 500, samples: 16, lines: 120).make(in: directory)
      let page = try await RunAccount(run).write(.html, in: directory)
      let start = ContinuousClock.now
      let seen = try await Chromium.open(page)
      print("report of 500 x 16 opened and written out again in \(ContinuousClock.now - start)")
      #expect(seen.count("<details class=\"unit") == 500)
      #expect(seen.console == [])
    }
  }
}
