import Foundation
import Testing

@testable import SStarEvaluation
@testable import sstar_bench

@Suite(
  "report.html in a browser",
  .enabled(if: Browser.executable != nil, "no Chromium: install it, or name it in SSTAR_TEST_CHROMIUM"))
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
      let browser = try Browser()
      let view = try browser.open(page)
      #expect(view.console == [])
      #expect(try browser.evaluate("document.title") as? String != "taken")
      for (selector, wanted) in [
        ("figure", 5), ("details.unit", 12), ("main", 1), (".matrix tbody tr", 12), ("nav.strip .mark", 13),
        ("script, img, i, iframe, object, main ~ *", 0),
      ] {
        #expect(try browser.count(selector) == wanted, "\(selector)")
      }
      #expect(try browser.count("svg polyline") >= 5)
      #expect(try browser.count("td.ok") > 5)
      // What is drawn has a size, and stays inside its figure.
      let drawn = try browser.evaluate(
        """
        [...document.querySelectorAll("figure > svg, .matrix")].every(one => {
          const box = one.getBoundingClientRect()
          return box.width > 100 && box.height > 60 && box.right <= innerWidth
        })
        """)
      #expect(drawn as? Bool == true)
      let text = try #require(try browser.evaluate("document.body.textContent") as? String)
      #expect(text.contains("\u{FFFD}\u{FFFD}<b>"))
      #expect(text.utf8.count < 500_000)
    }
  }

  @Test("it fits a narrow window with all problems unfolded, and follows the dark mode")
  func windows() async throws {
    try await withTemporaryDirectory { directory in
      let wide = String(repeating: "w", count: 3000)
      let run = try await SyntheticRun(
        problems: 12, samples: 40, texts: ["print(1)", wide] + SyntheticRun.hostile, lines: 20
      ).make(in: directory)
      let page = try await RunAccount(run).write(.html, in: directory)
      let browser = try Browser()
      for isDark in [false, true] {
        let view = try browser.open(page, in: Browser.Window(width: 360, height: 700, isDark: isDark))
        #expect(view.console == [])
        #expect(view.contentWidth == view.windowWidth, "the page scrolls sideways")
        let unfolded = try browser.evaluate(
          """
          document.querySelectorAll("details").forEach(one => { one.open = true; one.style.contentVisibility = "visible" })
          document.documentElement.scrollWidth
          """)
        #expect(unfolded as? Int == view.windowWidth, "the page scrolls sideways when unfolded")
        let light = try browser.evaluate("getComputedStyle(document.body).backgroundColor") as? String
        #expect((light == "rgb(255, 255, 255)") == !isDark)
      }
    }
  }

  @Test("a page that breaks its own policy would be noticed")
  func control() async throws {
    try await withTemporaryDirectory { directory in
      let page = directory.appendingPathComponent("page.html")
      let markup =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><p style=\"color:red\">x"
      try Data(markup.utf8).write(to: page)
      #expect(try Browser().open(page).console.count == 1)
    }
  }

  @Test("500 problems of 16 candidates are opened and painted within seconds")
  func large() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 500, samples: 16, lines: 120).make(in: directory)
      let page = try await RunAccount(run).write(.html, in: directory)
      let browser = try Browser()
      let views = try (0..<3).map { _ in try browser.open(page) }
      let seconds = views.map(\.openedSeconds).min() ?? .infinity
      print("report of 500 x 16: \(views[0].elements) elements, painted after \(seconds) s")
      // Elements are what takes the time; a clock alone would tell of a busy machine, too.
      #expect(views[0].elements < 150_000)
      #expect(seconds < 20)
      #expect(try browser.count("details.unit") == 500)
      #expect(views[0].console == [])
    }
  }
}

extension Browser {
  /// Elements of the page that a selector of CSS matches.
  fileprivate func count(_ selector: String) throws -> Int {
    try evaluate("document.querySelectorAll(\"\(selector)\").length") as? Int ?? -1
  }
}
