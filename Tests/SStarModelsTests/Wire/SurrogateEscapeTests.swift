import Foundation
import Testing

@testable import SStarModels

@Suite struct SurrogateEscapeTests {
  @Test(
    "half a character spoils nothing but itself",
    arguments: [
      (#"{"a":"x\ud83d"}"#, "x\u{FFFD}"), (#"{"a":"\ude00y"}"#, "\u{FFFD}y"),
      (#"{"a":"\ud83d\ud83d\ude00"}"#, "\u{FFFD}😀"), (#"{"a":"\uD83D\u0041"}"#, "\u{FFFD}A"),
      (#"{"a":"\\ud83d"}"#, #"\ud83d"#), (#"{"a":"\ud83d\ude00"}"#, "😀"),
    ])
  func mended(json: String, text: String) throws {
    #expect(try #require(JSON(Data(json.utf8)))["a"].string == text)
  }

  @Test("what is no JSON stays none", arguments: [#"{"a":"\ud83d"#, #""\u12"#, "\\", #"{"a":\ud83d}"#])
  func nonsense(text: String) {
    #expect(JSON(Data(text.utf8))?.exists == nil)
  }
}
