import Foundation
import Testing

@testable import sstar

@Suite("JSON documents") struct JSONOutputTests {
  @Test("Characters that move a cursor or hide text are escaped, and mean the same")
  func escapes() throws {
    let text = "a\u{7F}\u{9B}31m\u{202E}\u{2066}\u{2028}\u{E0041}\u{1B}é🐍\n"
    let json = try JSONOutput.text([text])
    #expect(json.contains(#"a\u007f\u009b31m\u202e\u2066\u2028\udb40\udc41"#))
    #expect(!json.unicodeScalars.contains { ["\u{7F}", "\u{9B}", "\u{202E}", "\u{2028}"].contains($0) })
    #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [text])
  }
}
