import Testing

@testable import SStarEvaluation

@Suite("HTML of reports") struct HTMLTests {
  @Test("what is interpolated is text, not markup")
  func escaping() {
    let name = "<script>\"x\"</script>&'"
    let piece: HTML = "<b title=\"\(name)\">\(name)</b>"
    let escaped = "&lt;script&gt;&quot;x&quot;&lt;/script&gt;&amp;&#39;"
    #expect(piece.markup == "<b title=\"\(escaped)\">\(escaped)</b>")
    let outer: HTML = "<p>\(piece)\(3)</p>"
    #expect(outer.markup == "<p>\(piece.markup)3</p>")
  }

  @Test("characters that hide text or change its order are shown as escapes")
  func hidden() {
    #expect(HTML.escaped("a\u{202E}b\u{0}\u{1B}c\td\ne") == "a\\u{202e}b\\u{0}\\u{1b}c\td\ne")
    #expect(HTML.escaped("größer 数") == "größer 数")
  }

  @Test("long texts and long lines are clipped, and what is left out is counted")
  func clipping() {
    let clipped = VisibleText.clipped(String(repeating: "ab\n", count: 100), to: 30)
    #expect(clipped.text.count == 30)
    #expect(clipped.omitted == 270)
    let line = VisibleText.clipped(String(repeating: "x", count: 1_000_000) + "\ny", to: 2_000_000, line: 10)
    #expect(line.text == "xxxxxxxxxx…\ny")
    #expect(line.omitted == 0)
  }

  @Test("a difference shows what changed with the lines around it")
  func difference() {
    let old = (1...12).map(String.init).joined(separator: "\n")
    let diff = LineDiff(from: old, to: old.replacing("6", with: "six"), context: 1)
    #expect(
      diff.lines == [.skipped(4), .kept("5"), .removed("6"), .added("six"), .kept("7"), .skipped(5)])
    #expect(LineDiff(from: "a", to: "a").lines == [.skipped(1)])
  }
}
